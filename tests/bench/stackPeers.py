"""Prints as JSON the processor time (ms) and peak memory (MB) that siril-cli and ccdproc take to make the 3-sigma
clipped mean of the frames in a folder, or siril-cli to align and resample them, or also to scale and stack these, for
those that are installed. usage: stackPeers.py REPETITIONS FOLDER [register | both]"""

import glob
import json
import os
import shutil
import subprocess
import sys
import tempfile

SIRIL = """requires 1.0.0
setext fits
set32bits
cd frames
link al -out=../work
cd ../work
"""
STACK = "stack al rej s 3 3 -nonorm -out=../stack\n"
REGISTER = "register al\n"
BOTH = REGISTER + "stack r_al rej s 3 3 -norm=addscale -out=../stack\n"
CCDPROC = """
import glob, sys, ccdproc
from astropy.stats import mad_std
import numpy as np
ccdproc.combine(sorted(glob.glob(sys.argv[1] + '/*.fits')), method='average', unit='adu', sigma_clip=True,
    sigma_clip_low_thresh=3, sigma_clip_high_thresh=3, sigma_clip_func=np.ma.median, sigma_clip_dev_func=mad_std,
    mem_limit=1e9, dtype=np.float32)
"""


def measured(command, before=lambda: None):
    before()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    if status:
        raise RuntimeError(command[0])
    return (used.ru_utime + used.ru_stime) * 1000, used.ru_maxrss / 1024


def repeated(count, command, before=lambda: None):
    runs = [measured(command, before) for _ in range(count)]
    return {"milliseconds": [time for time, _ in runs], "megabytes": max(memory for _, memory in runs)}


def siril(count, folder, task):
    with tempfile.TemporaryDirectory() as room:
        os.mkdir(f"{room}/frames")
        for path in glob.glob(folder + "/*.fits"):
            os.symlink(os.path.abspath(path), f"{room}/frames/{os.path.basename(path)}")
        with open(f"{room}/stack.ssf", "w", encoding="ascii") as script:
            script.write(SIRIL + task)

        def clear():
            shutil.rmtree(f"{room}/work", ignore_errors=True)
            os.mkdir(f"{room}/work")

        return repeated(count, ["siril-cli", "-d", room, "-s", f"{room}/stack.ssf"], clear)


def main():
    count, folder, task = int(sys.argv[1]), sys.argv[2], " ".join(sys.argv[3:])
    results = {}
    programs = {"siril": lambda: siril(count, folder, {"register": REGISTER, "both": BOTH}.get(task, STACK))}
    if not task:
        programs["ccdproc"] = lambda: repeated(1, [sys.executable, "-c", CCDPROC, folder])
    for name, run in programs.items():
        try:
            results[name] = run()
        except (OSError, RuntimeError):
            pass
    print(json.dumps(results))


main()
