import type { FrameRenderer, FrameView } from './FrameRenderer';
import { paintFrame } from './paintFrame';

/** Draws pixel by pixel, where there is no WebGL2. */
export class CanvasRenderer implements FrameRenderer {
  constructor(private readonly context: OffscreenCanvasRenderingContext2D) {}

  draw(view: FrameView): void {
    const { width, height } = this.context.canvas;
    const picture = new ImageData(width, height);
    paintFrame(view, picture);
    this.context.putImageData(picture, 0, 0);
  }
}
