/** What paper says of itself, in English. */
export const enPrint = {
  'print.printedAt': 'Printed {time}',
} as const;
