/** The parameter of pipelines that measure one colour of colour pictures: mosaics, or cubes of three planes. */
export const COLOUR_PARAMETER = {
  kind: 'choice',
  default: 'green',
  choices: { green: 'Green', red: 'Red', blue: 'Blue', all: 'All together' },
  longName: 'Colour, if the frames are of a colour camera',
  help: 'Green has half of the pixels of most cameras, and is close to V.'
} as const;
