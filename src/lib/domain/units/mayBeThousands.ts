/** One thousand two hundred thirty-four in some countries, a little more than one in others: `1,234`. */
export const mayBeThousands = (text: string): boolean => /^[-+−–]?[1-9]\d{0,2},\d{3}$/.test(text);
