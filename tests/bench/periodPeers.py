"""Milliseconds of processor time that astropy takes for the periodograms of `period.bench.ts`, as JSON: by task, one
for each repetition.

    python3 periodPeers.py REPETITIONS POINTS FREQUENCIES PERIODS
"""
import json
import sys
import time

import numpy as np
from astropy.timeseries import BoxLeastSquares, LombScargle


def repeated(count, task):
    times = []
    for _ in range(count + 1):
        start = time.process_time()
        task()
        times.append((time.process_time() - start) * 1000)
    return times[1:]  # the first time does not count


def main():
    repetitions, points, frequencies, periods = map(int, sys.argv[1:])
    random = np.random.default_rng(points)
    t = np.sort(random.uniform(0, points / 50, points))
    wave = 0.05 * np.sin(2 * np.pi * t / 0.7321) + random.normal(0, 0.05, points)
    dips = 1 - 0.02 * ((t - 0.3) % 1.8342 < 0.1) + random.normal(0, 0.005, points)
    step = 1 / (5 * (t[-1] - t[0]))
    grid = step / 2 + step * np.arange(frequencies)
    boxes = 1 / np.linspace(1 / 5, 1 / 0.5, periods)
    print(json.dumps({
        'lombScargle': repeated(repetitions, lambda: LombScargle(t, wave, 0.05).power(
            grid, method='fast', assume_regular_frequency=True)),
        'boxLeastSquares': repeated(repetitions, lambda: BoxLeastSquares(t, dips, 0.005).power(boxes, 0.1)),
    }))


main()
