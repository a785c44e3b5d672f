"""设备: the scales, scanners and printers of this computer, and what each says right now.

``kinds``    what is asked about each kind of device: declarations, to and from a `DeviceSetup`
``now_card`` what the device in front says
``page``     the list, the form, and the keys
``files``    profiles and recordings, saved and opened

In the place of the list for a while (``aid``, ``aided_page``):

``doctor_sheet``   finds out how a scale talks (``hearing``, ``doctor_fields``, ``raw_view``)
``scanner_sheet``  measures scanners
"""
