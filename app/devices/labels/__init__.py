"""Labels: one layout in millimetres becomes a picture at the printer's dots; the picture is the preview and is printed.

`layout` says what stands where, `picture` draws it, `tspl`, `zpl`, `cpcl`, `epl2` and `escpos` make bytes of it. Bar
codes go as commands of the printer where its profile says so (sharper, faster), else inside the picture (decision 6).
`status` reads what a printer answers, `printer` sends labels to one and says what is known of them afterwards.
"""
