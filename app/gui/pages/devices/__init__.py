"""设备: the scales, scanners and printers of this computer, and what each says right now.

``kinds``    what is asked about each kind of device: declarations, to and from a `DeviceSetup`
``now_card`` what the device in front says
``page``     the list, the form, and the keys
"""
