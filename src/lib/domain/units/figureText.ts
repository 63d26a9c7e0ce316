/** A number with so many significant figures at most, and no zeros behind them. */
export const figureText = (value: number, figures = 4): string => String(Number(value.toPrecision(figures)));
