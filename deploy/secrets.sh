#!/bin/sh
# Makes the folder secrets/ for compose.yaml: a password for the database, the address that goes with it, and an empty file for each
# token that you may fill in. What is there already stays. Nobody but you reaches the folder; the files themselves are readable, since
# the user in the container is another one than you.
set -eu
cd "$(dirname "$0")/.."

umask 077
mkdir -p secrets
chmod 700 secrets
if [ ! -s secrets/database_password ]; then
  if [ -s secrets/database_url ]; then
    echo "secrets/database_url is there, but secrets/database_password is not. Please put its password there." >&2
    exit 1
  fi
  od -An -N24 -tx1 /dev/urandom | tr -d ' \n' >secrets/database_password
fi
if [ ! -s secrets/database_url ]; then
  printf 'postgresql://agora:%s@database:5432/agora' "$(cat secrets/database_password)" >secrets/database_url
fi
for name in slack_bot_token slack_app_token slack_signing_secret slack_client_secret discord_token smtp_url secrets_key; do
  [ -e "secrets/$name" ] || : >"secrets/$name"
done
chmod 444 secrets/*
chmod 644 secrets/slack_* secrets/discord_* secrets/smtp_* secrets/secrets_key
echo "secrets/ is ready. Put your tokens into its files; what stays empty stays off."
