/** The key in an address such as `#/targets/7`; 0, which no row has, if there is none. */
export const pkOfAddress = <Pk extends number>(text: string | undefined): Pk =>
  (/^[1-9]\d{0,14}$/.test(text ?? '') ? Number(text) : 0) as Pk;
