"""Phone, suit and voice: what else may move the avatar, which part follows which, and who listens to us."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QSizePolicy

from studio.control.catalogue import CATALOGUE
from studio.control.source_commands import ListenPhone, ListenVmc, LookIntoCamera, RoutePart, SendVmc, UseVoice
from studio.control.state import Link, Part, PartStatus, Show, VoiceMode
from studio.control.titles import PART_TITLES, POSE_SOURCE_TITLES, VOICE_TITLES
from studio.core.routes import BodyPart, PoseSource
from studio.desk.bridge import Bridge
from studio.desk.card import Card
from studio.desk.controls import PartView, Switch, name_it, row_of, ruler, words
from studio.desk.language import said
from studio.desk.log_words_sources import name_of_link
from studio.desk.refusals import RefusalNotice

_BUSY = (PartStatus.STARTING, PartStatus.RUNNING, PartStatus.LOST)
_LINKS = (Link.PHONE, Link.VMC, Link.VMC_OUT)
_PARTS = {Link.PHONE: "phone", Link.VMC: "vmc", Link.VMC_OUT: "vmc_out", Link.VOICE: "voice"}


class LinksPanel(Card):
    def __init__(self, bridge: Bridge) -> None:
        super().__init__("links", "link")
        self._bridge = bridge
        self._microphones: tuple[str, ...] = ()
        self.names = {link: words("name", wrap=True) for link in Link}
        self.parts = {link: PartView() for link in Link}
        self.voice, self.microphone = QComboBox(), QComboBox()
        for choice in (self.voice, self.microphone):
            choice.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.voice.activated.connect(lambda _: self._use_voice())
        self.microphone.activated.connect(lambda _: self._use_voice())
        self.column.addWidget(self.names[Link.VOICE])
        self.column.addWidget(self.voice)
        self.column.addWidget(self.microphone)
        self.column.addWidget(self.parts[Link.VOICE])
        self.gaze_name, self.gaze = words(wrap=True), Switch()
        self.gaze.clicked.connect(self._look)
        self.column.addWidget(ruler())
        self.column.addLayout(row_of(self.gaze_name, self.gaze, stretch=0))
        self.switches = {link: Switch() for link in _LINKS}
        self.addresses = {Link.PHONE: QLineEdit(), Link.VMC_OUT: QLineEdit("127.0.0.1")}
        for link in _LINKS:
            self.column.addWidget(ruler())
            self.column.addLayout(row_of(self.names[link], self.switches[link], stretch=0))
            if link in self.addresses:
                self.column.addWidget(self.addresses[link])
            self.column.addWidget(self.parts[link])
            self.switches[link].clicked.connect(lambda on, link=link: self._switch(link, on))
        self.column.addWidget(ruler())
        self._routes_name = words("field")
        self.column.addWidget(self._routes_name)
        grid = QGridLayout()
        grid.setColumnStretch(1, 1)
        self.route_names = {part: words() for part in BodyPart}
        self.routes = {part: QComboBox() for part in BodyPart}
        for row, part in enumerate(BodyPart):
            self.routes[part].setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            self.routes[part].activated.connect(lambda _, part=part: self._route(part))
            grid.addWidget(self.route_names[part], row, 0)
            grid.addWidget(self.routes[part], row, 1)
        self.column.addLayout(grid)
        self.notice = RefusalNotice(bridge, ListenPhone, ListenVmc, SendVmc, RoutePart, UseVoice, LookIntoCamera)
        self.column.addWidget(self.notice)
        self.column.addStretch(1)
        bridge.state_changed.connect(self._show)
        bridge.link_changed.connect(lambda _: self._show(bridge.state))
        self.retranslate()

    def retranslate(self) -> None:
        self.entitle(self.tr("Phone, suit and voice"))
        for link, name in self.names.items():
            name.setText(name_of_link(link))
        for link, command in ((Link.PHONE, "ListenPhone"), (Link.VMC, "ListenVmc"), (Link.VMC_OUT, "SendVmc")):
            name_it(self.switches[link], name_of_link(link), said(CATALOGUE[command].help))
        self.addresses[Link.PHONE].setPlaceholderText(self.tr("The phone's address, such as 192.168.1.23"))
        name_it(self.addresses[Link.PHONE], self.tr("The phone's address, such as 192.168.1.23"))
        self.addresses[Link.VMC_OUT].setPlaceholderText(self.tr("Who receives, such as 127.0.0.1"))
        name_it(self.addresses[Link.VMC_OUT], self.tr("Who receives, such as 127.0.0.1"))
        self.gaze_name.setText(said(CATALOGUE["LookIntoCamera"].title))
        name_it(self.gaze, said(CATALOGUE["LookIntoCamera"].title), said(CATALOGUE["LookIntoCamera"].help))
        name_it(self.voice, said(CATALOGUE["UseVoice"].title), said(CATALOGUE["UseVoice"].help))
        name_it(self.microphone, self.tr("Microphone"))
        self.voice.clear()
        for mode in VoiceMode:
            self.voice.addItem(said(VOICE_TITLES[mode]), mode.value)
        self._routes_name.setText(said(CATALOGUE["RoutePart"].title))
        for part, choice in self.routes.items():
            self.route_names[part].setText(said(PART_TITLES[part]))
            name_it(choice, said(PART_TITLES[part]), said(CATALOGUE["RoutePart"].help))
            choice.clear()
            for source in PoseSource:
                choice.addItem(said(POSE_SOURCE_TITLES[source]), source.value)
        self._fill_microphones(self._bridge.state)
        self._show(self._bridge.state)

    def _show(self, state: Show) -> None:
        connected = self._bridge.connected
        for link in Link:
            part: Part = getattr(state, _PARTS[link])
            self.parts[link].show_part(part)
            self.parts[link].setVisible(part != Part())
        for link, switch in self.switches.items():
            busy = getattr(state, _PARTS[link]).status in _BUSY
            switch.setChecked(busy)
            switch.setEnabled(connected)
            if link in self.addresses:
                self.addresses[link].setEnabled(connected and not busy)
        if state.microphones != self._microphones:
            self._fill_microphones(state)
        self.voice.setEnabled(connected)
        self.voice.setCurrentIndex(self.voice.findData(state.voice_mode.value))
        self.microphone.setEnabled(connected)
        self.microphone.setVisible(bool(state.microphones))
        self.gaze.setEnabled(connected)
        self.gaze.setChecked(state.look_into_camera)
        for body_part, choice in self.routes.items():
            choice.setEnabled(connected)
            choice.setCurrentIndex(choice.findData(state.routes.source_of(body_part).value))

    def _fill_microphones(self, state: Show) -> None:
        chosen = self.microphone.currentData()
        self._microphones = state.microphones
        self.microphone.clear()
        self.microphone.addItem(self.tr("The system's microphone"), "")
        for name in state.microphones:
            self.microphone.addItem(name, name)
        self.microphone.setCurrentIndex(max(0, self.microphone.findData(chosen)))

    def _use_voice(self) -> None:
        mode, device = VoiceMode(str(self.voice.currentData())), str(self.microphone.currentData() or "")
        self.voice.setCurrentIndex(self.voice.findData(self._bridge.state.voice_mode.value))  # it follows the show
        self._bridge.send(UseVoice(mode, device))

    def _look(self, on: bool) -> None:
        self.gaze.setChecked(not on)
        self._bridge.send(LookIntoCamera(on))

    def _route(self, part: BodyPart) -> None:
        source, choice = PoseSource(str(self.routes[part].currentData())), self.routes[part]
        choice.setCurrentIndex(choice.findData(self._bridge.state.routes.source_of(part).value))
        self._bridge.send(RoutePart(part, source))

    def _switch(self, link: Link, on: bool) -> None:
        self.switches[link].setChecked(not on)  # it follows the show, not the finger
        match link:
            case Link.PHONE:
                self._bridge.send(ListenPhone(on, self.addresses[Link.PHONE].text().strip()))
            case Link.VMC_OUT:
                self._bridge.send(SendVmc(on, self.addresses[Link.VMC_OUT].text().strip()))
            case _:
                self._bridge.send(ListenVmc(on))
