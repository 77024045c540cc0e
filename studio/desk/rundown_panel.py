"""The rundown: what is sold, in which order, at what price; any row goes on the picture with one key."""

from __future__ import annotations

from PySide6.QtWidgets import QFileDialog

from studio.control.catalogue import CATALOGUE
from studio.control.goods_commands import (
    ExportRundown,
    ImportRundown,
    MoveProduct,
    SetComparedPrice,
    SetPrice,
    SetStock,
    ShowProduct,
)
from studio.control.state import Air, PartStatus, Show
from studio.desk.bridge import Bridge
from studio.desk.card import Card
from studio.desk.compared_price import ComparedPriceDialog
from studio.desk.controls import name_it, quiet_button, words
from studio.desk.language import said
from studio.desk.on_now import OnNow, ProductClock
from studio.desk.operator import Operator
from studio.desk.product_words import problem_of
from studio.desk.refusals import RefusalNotice
from studio.desk.rundown_model import RundownModel
from studio.desk.rundown_table import RundownTable

_FILES = "*.csv *.xlsx"
_OWN = (ExportRundown, ImportRundown, MoveProduct, SetComparedPrice, SetPrice, SetStock, ShowProduct)


class RundownPanel(Card):
    def __init__(self, bridge: Bridge, clock: ProductClock, operator: Operator) -> None:
        super().__init__("rundown", "rundown", scrolls=False)
        self._bridge, self._clock, self._operator = bridge, clock, operator
        self._seen_on = ""
        self.model = RundownModel(self)
        self.table = RundownTable(self.model)
        self.count = words("faint")
        self.import_, self.export = quiet_button("import"), quiet_button("export")
        self.import_.clicked.connect(self.open_file)
        self.export.clicked.connect(self.save_file)
        self.put_beside_title(self.count, self.import_, self.export, stretch=0)
        self.column.setSpacing(6)
        self.empty = words("soft", wrap=True)
        self.column.addWidget(self.empty, 1)
        self.column.addWidget(self.table, 1)
        self.notice = RefusalNotice(bridge, *_OWN)
        self.column.addWidget(self.notice)
        self.table.show_asked.connect(self.ask_for)
        self.table.compared_asked.connect(self.edit_compared)
        self.model.price_typed.connect(self._set_price)
        self.model.stock_typed.connect(self._set_stock)
        self.model.moved.connect(lambda product, place: bridge.send(MoveProduct(product, place)))
        self.model.not_understood.connect(self._tell_not_understood)
        bridge.state_changed.connect(self._show)
        bridge.link_changed.connect(lambda _: self._show(bridge.state))
        clock.ticked.connect(self._tick)
        self.retranslate()

    def retranslate(self) -> None:
        self.entitle(self.tr("Rundown"))
        for widget, command in ((self.import_, "ImportRundown"), (self.export, "ExportRundown")):
            name_it(widget, said(CATALOGUE[command].title), said(CATALOGUE[command].help))
        self.empty.setText(self.tr("No goods yet: open a brand's preset, or import a rundown from CSV or XLSX."))
        self.table.retranslate()
        self.model.retranslate()
        self._show(self._bridge.state)

    def ask_for(self, product: str) -> None:
        """On the picture, unless it is known already that the show must say no: then why, in the user's own words."""
        row, state = self.model.row_of(product), self._bridge.state
        if row is None:
            return
        lacks = problem_of(self.model.products[row])
        if state.rundown_held and product != state.product:
            self.notice.tell_briefly(self.tr("The rundown is held."), self.tr("Release it under “On now”"))
        elif state.air is Air.LIVE and lacks[0]:
            self.notice.tell_briefly(*lacks)
        else:
            self._bridge.send(ShowProduct(product))

    def open_file(self) -> None:
        dialog = QFileDialog(self, self.tr("Import a rundown"))
        dialog.setNameFilter(self.tr("Rundowns") + f" ({_FILES})")
        dialog.fileSelected.connect(lambda path: self._bridge.send(ImportRundown(path)))
        dialog.open()

    def save_file(self) -> None:
        dialog = QFileDialog(self, self.tr("Export the rundown"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([f"CSV ({'*.csv'})", f"XLSX ({'*.xlsx'})"])
        dialog.setDefaultSuffix("csv")
        dialog.fileSelected.connect(lambda path: self._bridge.send(ExportRundown(path)))
        dialog.open()

    def edit_compared(self, product: str) -> None:
        row = self.model.row_of(product)
        if row is None or not self._bridge.connected:
            return

        def told(fen: int, basis: str) -> None:
            self._operator.signed(lambda by: self._bridge.send(SetComparedPrice(product, fen, basis, by)))

        ComparedPriceDialog(self.window(), self.model.products[row], told).open()

    def _set_price(self, product: str, fen: int) -> None:
        self._operator.signed(lambda by: self._bridge.send(SetPrice(product, fen, by)))

    def _set_stock(self, product: str, stock: int) -> None:
        self._operator.signed(lambda by: self._bridge.send(SetStock(product, stock, by)))

    def _tell_not_understood(self, text: str) -> None:
        self.notice.tell_briefly(
            self.tr("“{text}” was not understood.").format(text=text),
            self.tr("Prices in yuan, such as 199 or 19.9; stock in whole numbers"),
        )

    def _show(self, state: Show) -> None:
        chosen = self.table.chosen()
        same_order = [each.id for each in state.rundown] == [each.id for each in self.model.products]
        self.model.tell(state.rundown, self._clock.now)
        if not same_order and chosen is not None:
            self.table.choose(chosen.id)
        if state.product != self._seen_on:
            self._seen_on = state.product
            self.table.choose(state.product)
        connected = self._bridge.connected
        self.model.editable = connected
        busy = state.rundown_part.status is PartStatus.STARTING
        self.import_.setEnabled(connected and not busy)
        self.export.setEnabled(connected and not busy and bool(state.rundown))
        self.empty.setVisible(not state.rundown)
        self.table.setVisible(bool(state.rundown))
        planned = sum(each.minutes for each in state.rundown)
        count = self.tr("{count} products, {minutes} min planned").format(
            count=len(state.rundown), minutes=f"{planned:g}"
        )
        self.count.setText(count if state.rundown else "")
        self.notice.tell_part(state.rundown_part)

    def _tick(self, on: OnNow) -> None:
        self.model.tell(self.model.products, on)
