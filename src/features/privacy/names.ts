/** What the buttons of /privacy are called. */
export const actionNames = {
  show: 'privacy.show',
  export: 'privacy.export',
  consents: 'privacy.consents',
  withdraw: 'privacy.withdraw',
  access: 'privacy.access',
  retention: 'privacy.retention',
  erase: 'privacy.erase',
  eraseYes: 'privacy.eraseYes',
  keep: 'privacy.keep',
} as const;
