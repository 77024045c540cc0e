"""A product large: picture, name, price, compared price with its basis, stock and offer."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from studio.control.titles import PRODUCT_TITLES
from studio.core.goods import Product
from studio.desk.controls import GAP, Notice, Speaking, set_kind, words
from studio.desk.language import said
from studio.desk.money import price
from studio.desk.pictures import draw_thumbnail
from studio.desk.product_words import name_of, problem_of


class Thumbnail(QWidget):
    """The product's picture, square."""

    def __init__(self, side: int) -> None:
        super().__init__()
        self._side = side
        self._path = ""
        self.setFixedSize(side, side)

    def sizeHint(self) -> QSize:
        return QSize(self._side, self._side)

    def show_path(self, path: str) -> None:
        if path != self._path:
            self._path = path
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        draw_thumbnail(QPainter(self), QRect(0, 0, self._side, self._side), self._path, self.devicePixelRatioF())


class ProductView(Speaking):
    """The one that is on."""

    def __init__(self) -> None:
        super().__init__()
        self._product: Product | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        left = QVBoxLayout()
        self.picture = Thumbnail(84)
        left.addWidget(self.picture)
        left.addStretch(1)
        row.addLayout(left)
        column = QVBoxLayout()
        column.setSpacing(4)
        self.name = words("title", wrap=True)
        self.kind = QLabel()
        self.kind.setObjectName("chip")
        self.kind.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.price, self.unit = words("price"), words("faint")
        self.compared, self.basis = words("soft"), words("faint", wrap=True)
        struck = QFont()
        struck.setStrikeOut(True)
        self.compared.setFont(struck)
        prices = QHBoxLayout()
        prices.setSpacing(GAP)
        prices.addWidget(self.price)
        prices.addWidget(self.unit, 0, Qt.AlignmentFlag.AlignBottom)
        prices.addWidget(self.compared, 0, Qt.AlignmentFlag.AlignBottom)
        prices.addStretch(1)
        self.stock, self.offer = words("soft"), words("soft", wrap=True)
        self.notice = Notice()
        column.addWidget(self.name)
        column.addWidget(self.kind)
        column.addLayout(prices)
        for widget in (self.basis, self.stock, self.offer, self.notice):
            column.addWidget(widget)
        row.addLayout(column, 1)
        self.retranslate()

    def show_product(self, product: Product | None) -> None:
        if product != self._product:
            self._product = product
            self.retranslate()

    def retranslate(self) -> None:
        product = self._product
        self.setVisible(product is not None)
        if product is None:
            return
        self.picture.show_path(product.picture)
        self.name.setText(name_of(product))
        self.kind.setText(said(PRODUCT_TITLES[product.kind]))
        unit = f"/ {product.unit}" if product.unit else ""
        self.price.setText(price(product.price_fen))
        self.unit.setText(unit)
        compared = product.usual_price_fen is not None
        self.compared.setText(price(product.usual_price_fen))
        self.compared.setVisible(compared)
        self.basis.setText(product.compare_basis)
        self.basis.setVisible(compared and bool(product.compare_basis))
        if product.stock is None:
            self.stock.setText(self.tr("Stock not known"))
        else:
            self.stock.setText(self.tr("{count} left").format(count=product.stock))
        set_kind(self.stock, "tone", "bad" if product.stock == 0 else "")
        self.offer.setText(product.offer)
        self.offer.setVisible(bool(product.offer))
        self.notice.tell(*problem_of(product), "warn")
        self.setAccessibleName(f"{self.name.text()}, {self.price.text()} {unit}")
