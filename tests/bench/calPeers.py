"""Prints as JSON the processor time (ms) and peak memory (MB) of ccdproc as a whole process that makes bias, dark and
flat masters, 3-sigma clipped means, of the frames in a folder and calibrates its light frames into another; null if it
is not installed. usage: calPeers.py FRAMES OUTPUT"""

import json
import os
import subprocess
import sys

CCDPROC = """
import glob, os, sys, ccdproc
import numpy as np
from astropy import units as u
from astropy.nddata import CCDData
from astropy.stats import mad_std
frames, output = sys.argv[1:]
paths = lambda kind: sorted(glob.glob(f'{frames}/{kind}*.fits'))
times = dict(exposure_time='EXPTIME', exposure_unit=u.s, scale=True)
def master(images, **more):
    return ccdproc.combine(images, method='average', sigma_clip=True, sigma_clip_low_thresh=3,
        sigma_clip_high_thresh=3, sigma_clip_func=np.ma.median, sigma_clip_dev_func=mad_std, mem_limit=1e9,
        dtype=np.float32, **more)
bias = master(paths('bias'), unit='adu')
read = lambda path: ccdproc.subtract_bias(CCDData.read(path, unit='adu'), bias)
dark = master([read(path) for path in paths('dark')])
flat = master([ccdproc.subtract_dark(read(path), dark, **times) for path in paths('flat')],
    scale=lambda image: 1 / np.median(image))
for path in paths('light'):
    light = ccdproc.flat_correct(ccdproc.subtract_dark(read(path), dark, **times), flat,
        norm_value=np.median(flat.data))
    light.data = light.data.astype(np.float32)
    light.write(f'{output}/{os.path.basename(path)}')
"""


def main():
    process = subprocess.Popen([sys.executable, "-c", CCDPROC, *sys.argv[1:]], stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    usage = {"milliseconds": (used.ru_utime + used.ru_stime) * 1000, "megabytes": used.ru_maxrss / 1024}
    print(json.dumps(usage if status == 0 else None))


main()
