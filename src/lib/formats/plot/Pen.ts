/** What a plot needs of a canvas, so that it can be drawn into a file as well. */
export type Pen = Pick<
  CanvasRenderingContext2D,
  | 'beginPath'
  | 'moveTo'
  | 'lineTo'
  | 'closePath'
  | 'rect'
  | 'fill'
  | 'stroke'
  | 'fillRect'
  | 'fillText'
  | 'save'
  | 'clip'
  | 'restore'
  | 'setLineDash'
> & {
  fillStyle: string | CanvasGradient | CanvasPattern;
  strokeStyle: string | CanvasGradient | CanvasPattern;
  lineWidth: number;
  font: string;
  textAlign: CanvasTextAlign;
  /** Shows words where the pointer is over a mark, in pictures that can. */
  hint?(words: string, x: number, y: number): void;
};

/** A pen that can also draw pixels. Its scale is the same along both axes. */
export type CanvasPen = Pen & Pick<CanvasRenderingContext2D, 'getTransform' | 'setTransform' | 'drawImage'>;
