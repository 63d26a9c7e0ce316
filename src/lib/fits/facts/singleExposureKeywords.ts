/**
 * Keywords of what holds for one exposure only: when it was made, how long it took, and where the telescope pointed above
 * the horizon meanwhile. What is made of several exposures has these anew, or not at all.
 */
export const SINGLE_EXPOSURE_KEYWORDS = new RegExp(
  `^(${[
    'DATE[-_](OBS|BEG|AVG|END|LOC)|TIME[-_](OBS|BEG|END)|TM-(START|END)|EXPSTART|EXPEND|TIMESYS',
    'UTC?([-_]?(START|OBS|TIME|MID|END))?|LT|LOCALTIM|LST|ST|SIDEREAL|HA|OBJCTHA|HOURANG',
    '[MHB]?JD([-_](OBS|BEG|AVG|END|UTC|TDB|HELIO))?|OBSM?JD|JULDAT|JULIAN|HELJD|JD-HELIO',
    'EXPTIME|EXPOSURE|XPOSURE|EXP[-_]TIME|EXP|TELAPSE|ONTIME|LIVETIME|TOTALEXP|TOTEXP|EXPTOTAL',
    'AIRMASS|AMSTART|AMEND|SECZ|ZD|ZENDIST|(OBJCT|CENT|TEL)(ALT|AZ)|ALTITUDE|AZIMUTH'
  ].join('|')})$`
);
