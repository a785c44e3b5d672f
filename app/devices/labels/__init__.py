"""Labels: one layout in millimetres becomes a picture at the printer's dots; the picture is the preview and is printed.

`layout` says what stands where, `picture` draws it, `tspl`, `zpl`, `cpcl` and `epl2` make bytes of it. Bar codes go as
commands of the printer where its profile says so (sharper, faster), else inside the picture (decision 6).
"""
