/** Keywords of when an exposure was made and how long it took, joined by `|` for a regular expression. */
export const TIME_KEYWORDS = [
  'DATE[-_](OBS|BEG|AVG|END|LOC)|TIME[-_](OBS|BEG|END)|TM-(START|END)|EXPSTART|EXPEND|TIMESYS',
  'UTC?([-_]?(START|OBS|TIME|MID|END))?|LT|LOCALTIM',
  '[MHB]?JD([-_](OBS|BEG|AVG|END|UTC|TDB|HELIO))?|OBSM?JD|JULDAT|JULIAN|HELJD|JD-HELIO',
  'EXPTIME|EXPOSURE|XPOSURE|EXP[-_]TIME|EXP|TELAPSE|ONTIME|LIVETIME|TOTALEXP|TOTEXP|EXPTOTAL'
].join('|');

/**
 * Keywords of what holds for one exposure only: when it was made, how long it took, and where the telescope pointed above
 * the horizon meanwhile. What is made of several exposures has these anew, or not at all.
 */
export const SINGLE_EXPOSURE_KEYWORDS = new RegExp(
  `^(${[
    TIME_KEYWORDS,
    'LST|ST|SIDEREAL|HA|OBJCTHA|HOURANG',
    'AIRMASS|AMSTART|AMEND|SECZ|ZD|ZENDIST|(OBJCT|CENT|TEL)(ALT|AZ)|ALTITUDE|AZIMUTH'
  ].join('|')})$`
);
