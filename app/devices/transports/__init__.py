"""How bytes travel. A transport is opened, read, written and closed by one thread, and says when it is gone.

`port` is a text a person sees and can type:

    COM3, /dev/ttyUSB0, socket://192.168.1.8:4001      a serial line, or one behind a serial server (pyserial URL)
    tcp://192.168.1.9:9100                             a network printer
    file:///dev/usb/lp0, file:///tmp/out.bin           a printer file, a plain file
    spooler://EPSON TM                                 a printer of the system, raw: Windows spooler or CUPS
    playback:///home/me/scale.rec                      a recording, at its own pace
"""
