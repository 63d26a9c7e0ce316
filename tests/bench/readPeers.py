"""Milliseconds of processor time that cfitsio and astropy take to read a FITS image as float32, the file being in the
system's cache: a JSON object of lists, null for what is not installed.

    python3 readPeers.py REPETITIONS FILE

The library of cfitsio is called in this process, which opens the file, reads all pixels and closes it.
"""
import ctypes
import json
import sys
import time
from ctypes.util import find_library

TFLOAT = 42


def main():
    repetitions, path = int(sys.argv[1]), sys.argv[2]
    readers = {'cfitsio': cfitsio_reader(), 'astropy': astropy_reader()}
    print(json.dumps({name: read and times(read, path, repetitions) for name, read in readers.items()}))


def times(read, path, repetitions):
    read(path)  # the first time does not count
    return [milliseconds(read, path) for _ in range(repetitions)]


def milliseconds(read, path):
    start = time.process_time()
    read(path)
    return (time.process_time() - start) * 1000


def cfitsio_reader():
    name = find_library('cfitsio')
    if not name:
        return None
    try:
        import numpy as np
    except ImportError:
        return None
    library = ctypes.CDLL(name)

    def read(path):
        file, status, any_null = ctypes.c_void_p(), ctypes.c_int(0), ctypes.c_int(0)
        axes = (ctypes.c_long * 2)()
        library.ffdopn(ctypes.byref(file), path.encode(), 0, ctypes.byref(status))
        library.ffgisz(file, 2, axes, ctypes.byref(status))
        if status.value:
            raise OSError(f'cfitsio: status {status.value} of {path}')
        pixels = np.empty(axes[0] * axes[1], np.float32)
        library.ffgpv(file, TFLOAT, ctypes.c_longlong(1), ctypes.c_longlong(pixels.size), None,
                      pixels.ctypes.data_as(ctypes.c_void_p), ctypes.byref(any_null), ctypes.byref(status))
        library.ffclos(file, ctypes.byref(status))
        if status.value:
            raise OSError(f'cfitsio: status {status.value} of {path}')

    return read


def astropy_reader():
    try:
        import numpy as np
        from astropy.io import fits
    except ImportError:
        return None

    def read(path):
        with fits.open(path, memmap=False) as hdus:
            next(hdu for hdu in hdus if hdu.data is not None).data.astype(np.float32)

    return read


main()
