/** A subject or a title is one line, whatever its variables hold. */
export const oneLine = (text: string): string => text.replace(/[\s\0]+/g, ' ').trim();
