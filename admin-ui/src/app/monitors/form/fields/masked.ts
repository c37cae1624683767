/** True when a secret came masked from the server: it is kept unless it is replaced. */
export const isMasked = (value: string): boolean => value.startsWith('••••');
