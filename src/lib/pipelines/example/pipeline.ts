import {
  DataProduct,
  definePipeline,
  FRAME_SUFFIXES,
  framePng,
  median,
  namingFile,
  openFrame,
  ReducedDatum,
  toCsv
} from '../api';

/** The smallest useful pipeline. To write your own, copy this folder and read ../README.md. */
export default definePipeline({
  // Goes before the names of all files this pipeline makes.
  shortName: 'example',

  // Shown where the pipeline is chosen.
  help:
    'Lists the size, the date and the median brightness of each file, and makes a picture of the first. ' +
    'The first flag puts the names of the columns above the list; the second makes the picture a negative.',

  // A process fails at once if one of its files ends in none of these.
  allowedSuffixes: FRAME_SUFFIXES,

  // Questions with a yes or a no, asked before the pipeline runs.
  flags: {
    some_flag: { default: true, longName: 'Long name to be displayed in the UI' },
    another_flag: { default: false, longName: 'Another flag' }
  },

  async doPipeline(process, tmpdir, { some_flag, another_flag }) {
    const outcsv = tmpdir.join('my_output.csv');
    const outpng = tmpdir.join('another_output.png');
    const rows: (string | number)[][] = some_flag ? [['file', 'width', 'height', 'observed', 'median']] : [];

    await process.updateStatus('Doing the first thing', async () => {
      process.log('first sub-step');
      for (const [index, file] of process.inputFiles.entries()) {
        // An error on the way names the file.
        await namingFile(file.name, async () => {
          const frame = await openFrame(file);
          const image = await frame.readImage();
          const observed = frame.facts.observed ? new Date(frame.facts.observed.start).toISOString() : '';
          rows.push([file.name, image.width, image.height, observed, median(image.data)]);
        });
        process.progress((index + 1) / process.inputFiles.length);
      }
      await outcsv.writeText(toCsv(rows));
    });

    await process.updateStatus('Done that - now doing the second thing', async () => {
      process.log('second sub-step');
      const frame = await openFrame(process.inputFiles[0]!);
      await outpng.writeBytes(framePng(await frame.readImage(), { negative: another_flag }));
    });

    // An output is an object, or a tuple for short. A tag may follow.
    return [{ path: outcsv, outputType: ReducedDatum }, [outpng, DataProduct]];
  }
});
