export const ARRANGEMENTS = { one: 'One frame', blink: 'Blink', side: 'Side by side' } as const;

/** More would be too small to see, and too much for a small device. */
export const MAX_SIDE_BY_SIDE = 4;

export type Arrangement = keyof typeof ARRANGEMENTS;

/** How several frames are shown, and which one is current. */
export class FrameSequence {
  arrangement = $state<Arrangement>('one');
  /** Index of the current frame; there may be fewer frames by now. */
  current = $state(0);
  /** Time between frames when blinking, in milliseconds. */
  interval = $state(1000);
  isBlinking = $state(false);

  arrange(arrangement: Arrangement): void {
    this.arrangement = arrangement;
    this.isBlinking = arrangement === 'blink';
  }

  step(by: number, count: number): void {
    this.current = (this.current + by + count) % count;
  }
}
