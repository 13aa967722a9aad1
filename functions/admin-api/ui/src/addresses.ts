/** Addresses as people list them: by comma, semicolon, blank or line. */
export function addresses(text: string): string[] {
  return text.split(/[\s,;]+/).filter(Boolean);
}

/** The first address that is none. */
export function badAddress(text: string): string | undefined {
  return addresses(text).find((address) => !/^[^@\s]+@[^@\s.]+(\.[^@\s.]+)+$/.test(address));
}
