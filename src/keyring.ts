/** Secrets that are stored: sealed with AES-256-GCM under keys that stand in the environment only. */
export interface SecretKey {
  /** Stands beside what it sealed, so that it is known again. */
  readonly id: string;
  /** 32 bytes. */
  readonly key: Uint8Array;
}

export interface Keyring {
  /** Of the key that seals; the others only open what was sealed before. */
  readonly current: string;
  /** `about` says whose secret it is: moved to another row, it does not open. */
  seal(text: string, about: string): Sealed;
  /** @throws UnknownKey, and an error where it was changed or belongs elsewhere */
  open(sealed: Sealed, about: string): string;
}

export interface Sealed {
  readonly keyId: string;
  /** Nonce, ciphertext and tag, base64url. */
  readonly sealed: string;
}

export class UnknownKey extends Error {
  constructor(id: string) {
    super(`sealed with the key ${id}, which SECRETS_KEY does not have`);
    this.name = 'UnknownKey';
  }
}

/** The first key seals. The cipher is loaded only where there is something to seal. */
export async function createKeyring(keys: readonly [SecretKey, ...SecretKey[]]): Promise<Keyring> {
  const { gcm } = await import('@noble/ciphers/aes.js');
  const { bytesToUtf8, managedNonce, utf8ToBytes } = await import('@noble/ciphers/utils.js');
  const wrapped = managedNonce(gcm);
  const [current] = keys;
  return {
    current: current.id,
    seal: (text, about) => ({
      keyId: current.id,
      sealed: Buffer.from(wrapped(current.key, utf8ToBytes(about)).encrypt(utf8ToBytes(text))).toString('base64url'),
    }),
    open({ keyId, sealed }, about) {
      const found = keys.find(({ id }) => id === keyId);
      if (found === undefined) throw new UnknownKey(keyId);
      return bytesToUtf8(wrapped(found.key, utf8ToBytes(about)).decrypt(new Uint8Array(Buffer.from(sealed, 'base64url'))));
    },
  };
}
