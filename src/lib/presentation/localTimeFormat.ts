/** Local times as the user's language writes them, but in the Gregorian calendar and with the digits 0 to 9, as files have. */
export const localTimeFormat = (locale?: string): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat(locale, {
    calendar: 'gregory',
    numberingSystem: 'latn',
    dateStyle: 'medium',
    timeStyle: 'medium'
  });
