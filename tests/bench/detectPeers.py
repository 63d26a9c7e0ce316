"""Milliseconds of processor time that Source Extractor takes to detect the sources of a FITS image with the defaults of
`background` and `detectSources`, windowed centroids included, the file being in the system's cache: a JSON list of
lists, by run the time and the number of sources; null if it is not installed.

    python3 detectPeers.py REPETITIONS FILE [DIAMETERS]

With diameters, in pixels and separated by commas, it measures the light in such apertures too.
"""
import json
import resource
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

SETTINGS = {
    'DETECT_THRESH': '1.5', 'ANALYSIS_THRESH': '1.5', 'DETECT_MINAREA': '5', 'FILTER': 'Y',
    'DEBLEND_NTHRESH': '32', 'DEBLEND_MINCONT': '0.002', 'CLEAN': 'Y', 'BACK_SIZE': '64', 'BACK_FILTERSIZE': '3',
    'SATUR_LEVEL': '65000', 'CATALOG_TYPE': 'ASCII', 'VERBOSE_TYPE': 'QUIET',
}


def main():
    repetitions, path, *diameters = int(sys.argv[1]), Path(sys.argv[2]).absolute(), *sys.argv[3:]
    program = shutil.which('source-extractor') or shutil.which('sex')
    with tempfile.TemporaryDirectory() as folder:
        runs = program and [run(program, path, Path(folder), *diameters) for _ in range(repetitions + 1)]
    print(json.dumps(runs and runs[1:]))  # the first time does not count


def run(program, path, folder, diameters=''):
    count = diameters and diameters.count(',') + 1
    apertures = f'FLUX_APER({count})\nFLUXERR_APER({count})\nMAG_APER({count})\n' if diameters else ''
    (folder / 'names').write_text('X_IMAGE\nY_IMAGE\nXWIN_IMAGE\nYWIN_IMAGE\nFLUX_ISO\nFLAGS\n' + apertures)
    (folder / 'filter').write_text('CONV NORM\n1 2 1\n2 4 2\n1 2 1\n')
    (folder / 'settings').write_text('')
    options = {**SETTINGS, 'PARAMETERS_NAME': 'names', 'FILTER_NAME': 'filter', 'CATALOG_NAME': 'catalogue'}
    if diameters:
        options['PHOT_APERTURES'] = diameters
    words = [word for key, value in options.items() for word in ('-' + key, value)]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([program, str(path), '-c', 'settings', *words], cwd=folder, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    lines = (folder / 'catalogue').read_text().splitlines()
    return seconds * 1000, sum(not line.startswith('#') for line in lines)


main()
