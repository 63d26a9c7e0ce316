"""Prints as JSON the processor time (ms) that sep and numpy take for light curves of a folder of frames: a script as
astronomers write them. The first time does not count. usage: lightcurvePeers.py REPETITIONS FOLDER POSITIONS.json
(degrees, the target first)"""

import glob
import json
import resource
import sys
import time
import warnings

warnings.simplefilter("ignore")

import numpy as np
import sep
from astropy.io import fits
from astropy.wcs import WCS


def curve(files, ra, dec):
    flux = np.empty((len(files), len(ra)))
    for i, path in enumerate(files):
        with fits.open(path, memmap=False) as hdus:
            image, wcs = hdus[0].data.astype(np.float32), WCS(hdus[0].header)
        image = image - sep.Background(image).back()
        x, y = wcs.all_world2pix(ra, dec, 0)
        x, y, _ = sep.winpos(image, x, y, np.full(len(x), 1.6))
        flux[i] = sep.sum_circle(image, x, y, 6.0, bkgann=(12, 20), subpix=5)[0]
    magnitude = -2.5 * np.log10(flux)
    others = np.arange(1, len(ra))
    weight = np.ones(len(others))
    for _ in range(3):
        relative = magnitude[:, others] - magnitude[:, others].mean(0)
        ensemble = (relative * weight).sum(1) / weight.sum()
        weight = 1 / (np.std(relative - ensemble[:, None], axis=0) ** 2 + 1e-8)
    return magnitude[:, 0] - ensemble


def main():
    files = sorted(glob.glob(sys.argv[2] + "/*.fits"))
    with open(sys.argv[3], encoding="ascii") as source:
        ra, dec = np.array(json.load(source)).T
    times = []
    for i in range(int(sys.argv[1]) + 1):
        before = time.process_time()
        curve(files, ra, dec)
        if i > 0:
            times.append(1000 * (time.process_time() - before))
    print(json.dumps({"milliseconds": times, "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))


main()
