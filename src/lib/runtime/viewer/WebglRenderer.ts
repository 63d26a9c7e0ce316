import { TABLE_SIZE } from './colourTable';
import type { FrameLevels, Tile } from './FrameLevels';
import { SATURATED, type FrameRenderer, type FrameView } from './FrameRenderer';
import { visiblePart } from './visiblePart';

/** Side in pixels: below the texture limit of every device, and small enough to be uploaded between two refreshes. */
const TILE_SIDE = 512;
/** 64 MB for one channel. More are kept only while all of them are visible. */
const MAX_TILES = 64;
/** Stands for NaN, which shaders need not support; infinities become `HUGE`, which is smaller in size. */
const BLANK = -3.4e38;
const HUGE = 3.3e38;
const ABOVE_ALL = 3.4e38;

const VERTEX_SHADER = `#version 300 es
uniform vec4 part;
uniform float pixelSize;
uniform mat3 imageToCanvas;
uniform vec2 canvas;
out vec2 texel;
void main() {
  texel = part.zw * vec2(gl_VertexID & 1, gl_VertexID >> 1);
  vec2 place = (imageToCanvas * vec3((part.xy + texel) * pixelSize - 0.5, 1.0)).xy / canvas * 2.0 - 1.0;
  gl_Position = vec4(place.x, -place.y, 0.0, 1.0);
}`;

const FRAGMENT_SHADER = `#version 300 es
precision highp float;
precision highp int;
precision highp sampler2D;
uniform sampler2D tile;
uniform sampler2D table;
uniform vec3 low;
uniform vec3 high;
uniform bool isColour;
uniform float saturation;
in vec2 texel;
out vec4 colour;
vec4 look(float value, float low, float high) {
  int entry = int(clamp((value - low) / (high - low), 0.0, 1.0) * ${TABLE_SIZE - 1}.0 + 0.5);
  return texelFetch(table, ivec2(entry & 127, entry >> 7), 0);
}
void main() {
  vec3 value = texelFetch(tile, clamp(ivec2(texel), ivec2(0), textureSize(tile, 0) - 1), 0).rgb;
  if (value.r < -${HUGE.toExponential()}) discard;
  colour = look(value.r, low.r, high.r);
  if (isColour) colour.gb = vec2(look(value.g, low.g, high.g).g, look(value.b, low.b, high.b).b);
  if (value.r >= saturation || (isColour && max(value.g, value.b) >= saturation))
    colour = vec4(${SATURATED.map((part) => (part / 255).toFixed(6)).join(', ')}, 1.0);
}`;

/** Draws with WebGL2, in tiles that are uploaded to the graphics device when they are first visible. */
export class WebglRenderer implements FrameRenderer {
  readonly #gl: WebGL2RenderingContext;
  #program: WebGLProgram;
  #table: Uint8Array | null = null;
  #levels: FrameLevels | null = null;
  /** By level and place; the most recently drawn one is last. */
  #tiles = new Map<string, WebGLTexture>();

  /** @throws Error if the shaders do not compile */
  constructor(gl: WebGL2RenderingContext) {
    this.#gl = gl;
    this.#program = this.#begin();
    gl.canvas.addEventListener('webglcontextlost', (event) => event.preventDefault());
    gl.canvas.addEventListener('webglcontextrestored', () => {
      this.#tiles.clear();
      this.#table = null;
      this.#program = this.#begin();
    });
  }

  draw(view: FrameView): void {
    const gl = this.#gl;
    const { width, height } = gl.canvas;
    gl.viewport(0, 0, width, height);
    gl.clear(gl.COLOR_BUFFER_BIT);
    if (view.levels !== this.#levels) this.#deleteTiles();
    this.#levels = view.levels;
    this.#uploadTable(view.table);
    const [a, b, c, d, e, f] = view.imageToCanvas;
    gl.uniformMatrix3fv(this.#uniform('imageToCanvas'), false, [a, b, 0, c, d, 0, e, f, 1]);
    gl.uniform2f(this.#uniform('canvas'), width, height);
    const [red, green = red, blue = red] = view.limits;
    gl.uniform3f(this.#uniform('low'), red![0], green![0], blue![0]);
    gl.uniform3f(this.#uniform('high'), red![1], green![1], blue![1]);
    gl.uniform1f(this.#uniform('saturation'), Math.min(view.saturation, ABOVE_ALL));
    gl.uniform1i(this.#uniform('isColour'), Number(view.levels.channels === 3));
    this.#drawTiles(view, width, height);
  }

  #drawTiles(view: FrameView, width: number, height: number): void {
    const gl = this.#gl;
    const { level, left, top, right, bottom } = visiblePart(view, width, height);
    const size = view.levels.size(level);
    gl.uniform1f(this.#uniform('pixelSize'), 2 ** level);
    const visible = new Set<string>();
    for (let y = Math.floor(top / TILE_SIDE) * TILE_SIDE; y < bottom; y += TILE_SIDE)
      for (let x = Math.floor(left / TILE_SIDE) * TILE_SIDE; x < right; x += TILE_SIDE) {
        const columns = Math.min(TILE_SIDE, size.width - x);
        const rows = Math.min(TILE_SIDE, size.height - y);
        const key = `${level}/${x}/${y}`;
        visible.add(key);
        gl.bindTexture(
          gl.TEXTURE_2D,
          this.#tile(key, () => view.levels.tile(level, x, y, columns, rows))
        );
        gl.uniform4f(this.#uniform('part'), x, y, columns, rows);
        gl.drawArrays(gl.TRIANGLE_STRIP, 0, 4);
      }
    for (const key of this.#tiles.keys()) {
      if (this.#tiles.size <= MAX_TILES) break;
      if (!visible.has(key)) this.#deleteTile(key);
    }
  }

  #tile(key: string, make: () => Tile): WebGLTexture {
    const texture = this.#tiles.get(key) ?? this.#uploadTile(make());
    this.#tiles.delete(key);
    this.#tiles.set(key, texture);
    return texture;
  }

  #uploadTile({ data, width, height, channels }: Tile): WebGLTexture {
    const gl = this.#gl;
    data.forEach((value, i) => {
      if (Number.isNaN(value)) data[i] = BLANK;
      else if (!(Math.abs(value) < HUGE)) data[i] = Math.sign(value) * HUGE;
    });
    const texture = newTexture(gl);
    const [stored, format] = channels === 1 ? [gl.R32F, gl.RED] : [gl.RGB32F, gl.RGB];
    gl.texImage2D(gl.TEXTURE_2D, 0, stored, width, height, 0, format, gl.FLOAT, data);
    return texture;
  }

  #uploadTable(table: Uint8Array): void {
    if (table === this.#table) return;
    this.#table = table;
    const gl = this.#gl;
    gl.activeTexture(gl.TEXTURE1);
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA8, 128, 128, 0, gl.RGBA, gl.UNSIGNED_BYTE, table);
    gl.activeTexture(gl.TEXTURE0);
  }

  #deleteTiles(): void {
    for (const key of this.#tiles.keys()) this.#deleteTile(key);
  }

  #deleteTile(key: string): void {
    this.#gl.deleteTexture(this.#tiles.get(key)!);
    this.#tiles.delete(key);
  }

  #uniform(name: string): WebGLUniformLocation | null {
    return this.#gl.getUniformLocation(this.#program, name);
  }

  #begin(): WebGLProgram {
    const gl = this.#gl;
    const program = linkProgram(gl);
    gl.useProgram(program);
    gl.clearColor(0, 0, 0, 0);
    gl.pixelStorei(gl.UNPACK_ALIGNMENT, 1);
    gl.activeTexture(gl.TEXTURE1);
    newTexture(gl);
    gl.activeTexture(gl.TEXTURE0);
    gl.uniform1i(gl.getUniformLocation(program, 'tile'), 0);
    gl.uniform1i(gl.getUniformLocation(program, 'table'), 1);
    return program;
  }
}

/** A texture of single pixels, bound to the active unit. */
function newTexture(gl: WebGL2RenderingContext): WebGLTexture {
  const texture = gl.createTexture();
  gl.bindTexture(gl.TEXTURE_2D, texture);
  for (const filter of [gl.TEXTURE_MIN_FILTER, gl.TEXTURE_MAG_FILTER])
    gl.texParameteri(gl.TEXTURE_2D, filter, gl.NEAREST);
  for (const wrap of [gl.TEXTURE_WRAP_S, gl.TEXTURE_WRAP_T])
    gl.texParameteri(gl.TEXTURE_2D, wrap, gl.CLAMP_TO_EDGE);
  return texture;
}

function linkProgram(gl: WebGL2RenderingContext): WebGLProgram {
  const program = gl.createProgram();
  for (const [type, source] of [
    [gl.VERTEX_SHADER, VERTEX_SHADER],
    [gl.FRAGMENT_SHADER, FRAGMENT_SHADER]
  ] as const) {
    const shader = gl.createShader(type)!;
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
  }
  gl.linkProgram(program);
  if (!gl.getProgramParameter(program, gl.LINK_STATUS) && !gl.isContextLost())
    throw new Error(`The picture cannot be drawn: ${gl.getProgramInfoLog(program)}`);
  return program;
}
