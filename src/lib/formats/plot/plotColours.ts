import type { PlotColours } from '../../domain/plot/Plot';

/** Each tone has a contrast of at least 3:1 with the background (WCAG 1.4.11), and goes with a shape of its own. */
export const PLOT_COLOURS: Readonly<Record<'light' | 'dark', PlotColours>> = {
  light: {
    background: '#ffffff',
    text: '#171b24',
    muted: '#535c6b',
    grid: '#e3e7ed',
    tones: ['#0a5bb5', '#b3480a', '#17693a', '#8a2fb0', '#a8201a', '#0b7285', '#7a5c00', '#5b5f97']
  },
  dark: {
    background: '#151a23',
    text: '#e7ebf2',
    muted: '#a3adbd',
    grid: '#28303d',
    tones: ['#82bdff', '#ffb070', '#74d69a', '#d9a3f5', '#ff9d94', '#66d9e8', '#e8c84a', '#b4b8e8']
  }
};
