from collections.abc import Iterator
from pathlib import Path
import pytest
from PySide6.QtWidgets import QApplication
from app.core.clock import FixedClock
from app.gui import operations, theme
from app.gui.main_window import MainWindow
from app.services.firm import Firm, Profile
from tests.gui.keyboard import Keyboard

def where(kb):
    w=kb.focus; win=kb.window
    p=win.work.current
    g=""
    from app.gui.editors.line_grid import LineGrid
    q=w
    while q is not None and not isinstance(q,LineGrid): q=q.parentWidget()
    if q is not None:
        i=q.currentIndex(); g=f"grid r{i.row()} {q.lines.columns[i.column()].key if i.isValid() else '-'} open={q.is_open}"
    print(type(w).__name__, w.accessibleName(), g, '|', p.title, '|', p.banner.text)

def test_try(tmp_path, qapp, qtbot):
    theme.apply(qapp, theme.choose())
    firm = Firm.create(tmp_path/"s.zg", Profile(name="商行"), author="王芳", clock=FixedClock("2026-11-22", hour=2))
    win = MainWindow(firm, proves=False)
    qtbot.addWidget(win); win.resize(1366,768); win.show(); win.activateWindow()
    qtbot.waitUntil(win.isActiveWindow)
    kb = Keyboard(qtbot, win); kb.settle()

    kb.press("Ctrl+6", "F2")
    kb.enter("苹果汁 1L","A001","","","","瓶","3","5","","","","","","","")
    kb.enter("6901234567892", "", "", "", "箱", "12"); where(kb)
    kb.press("F8"); where(kb)
    def through(word):
        kb.press("Ctrl+K"); kb.enter(word); where(kb)
    through("gys"); kb.press("F2"); where(kb); kb.enter("果园"); kb.press("F8"); where(kb)
    through("kh"); kb.press("F2"); kb.enter("小店"); kb.press("F8"); where(kb)
    through("cgdd"); kb.press("F2"); where(kb)
    kb.enter("gy"); where(kb)
    for i in range(12):
        kb.enter(""); where(kb)
        if kb.focus.parentWidget().parentWidget().__class__.__name__=="LineGrid": break

    kb.enter("pgz"); kb.type("10"); kb.press("Tab"); where(kb); kb.press("Down"); kb.enter(""); where(kb)
    kb.enter("30"); where(kb); kb.enter(""); where(kb)
    kb.press("F9"); where(kb)
    through("cgrkd"); kb.press("F2"); where(kb); kb.press("F7"); where(kb); kb.enter(""); where(kb)
    p=win.work.current; print(p.document.lines)
    kb.enter("4"); where(kb)

    kb.enter("4"); where(kb); kb.press("F9"); where(kb)
    kb.press("F2"); where(kb); kb.press("F7"); where(kb); kb.enter(""); where(kb); 
    p=win.work.current; print(p.document.lines)
    kb.press("F9"); where(kb)
    through("xsckd"); kb.press("F2"); where(kb); kb.enter("xd"); where(kb)
    for i in range(12):
        kb.enter(""); where(kb)
        if kb.focus.parentWidget().parentWidget().__class__.__name__=="LineGrid": break
    kb.enter("pgz"); kb.type("2"); kb.press("Tab"); where(kb); kb.press("Down"); kb.enter(""); where(kb)
    kb.enter("60"); where(kb); 
    kb.enter("pgz", "3", "5"); where(kb); kb.enter(""); where(kb)
    p=win.work.current; print([(l.quantity,l.unit,l.price) for l in p.document.lines])
    kb.press("F9"); where(kb)
    through("xsthd"); kb.press("F2"); where(kb); kb.press("F7"); where(kb); kb.enter(""); where(kb)
    p=win.work.current; print([(l.quantity,l.unit,l.price) for l in p.document.lines])
    kb.press("Ctrl+Del"); where(kb); kb.enter("1"); where(kb);kb.press("F9"); where(kb)
    p=win.work.current; print([(l.quantity,l.unit,l.price) for l in p.document.lines])
    through("pdd"); kb.press("F2"); where(kb)
    for i in range(12):
        kb.enter(""); where(kb)
        if kb.focus.parentWidget().parentWidget().__class__.__name__=="LineGrid": break
    kb.enter("pgz"); where(kb); kb.enter("90"); where(kb)
    kb.enter(""); where(kb); kb.press("F9"); where(kb)
    p=win.work.current; print([(l.quantity,l.unit,l.data) for l in p.document.lines])
    through("kcye"); kb.press("F5"); where(kb)
