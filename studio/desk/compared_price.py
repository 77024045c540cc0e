"""The compared price and what it is: the law asks for both, so they are typed side by side."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from studio.core.goods import Product, yuan
from studio.desk.controls import Notice, button, name_it, words
from studio.desk.money import fen_of, price
from studio.desk.product_words import name_of


class ComparedPriceDialog(QDialog):
    """Tells (fen, basis) once both are sound; 0 fen takes the compared price away."""

    def __init__(self, parent: QWidget, product: Product, deed: Callable[[int, str], object]) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Compared price"))
        self._product, self._deed = product, deed
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 24, 28, 24)
        column.setSpacing(10)
        head = words("name", wrap=True)
        head.setText(
            self.tr("{name}, live price {price}").format(name=name_of(product), price=price(product.price_fen))
        )
        head.setMinimumWidth(360)
        column.addWidget(head)
        column.addWidget(self._named(self.tr("Compared price, yuan; empty takes it away")))
        self.price = QLineEdit(yuan(product.usual_price_fen) if product.usual_price_fen is not None else "")
        name_it(self.price, self.tr("Compared price, yuan; empty takes it away"))
        column.addWidget(self.price)
        column.addWidget(self._named(self.tr("What it is, such as “lowest deal of the last 7 days”")))
        self.basis = QLineEdit(product.compare_basis)
        name_it(self.basis, self.tr("What it is, such as “lowest deal of the last 7 days”"))
        column.addWidget(self.basis)
        self.notice = Notice()
        column.addWidget(self.notice)
        foot = QHBoxLayout()
        foot.addStretch(1)
        cancel, self.keep = button(), button("tick", "primary")
        cancel.setText(self.tr("Cancel"))
        name_it(cancel, self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        self.keep.setText(self.tr("Set"))
        name_it(self.keep, self.tr("Set"))
        self.keep.setDefault(True)
        self.keep.clicked.connect(self._try)
        foot.addWidget(cancel)
        foot.addWidget(self.keep)
        column.addLayout(foot)

    def _named(self, text: str) -> QWidget:
        label = words("field", wrap=True)
        label.setText(text)
        return label

    def _try(self) -> None:
        text, basis = self.price.text().strip(), self.basis.text().strip()
        fen = fen_of(text) if text else 0
        if fen is None:
            self.notice.tell(
                self.tr("“{text}” is no price.").format(text=text), self.tr("Write yuan, such as 299 or 19.9")
            )
        elif fen and not basis:
            self.notice.tell(self.tr("A compared price needs its basis."), self.tr("Write what it is"))
        elif fen and self._product.price_fen is not None and fen <= self._product.price_fen:
            self.notice.tell(self.tr("It is not higher than the live price."), self.tr("Check both prices"))
        else:
            self.accept()
            self._deed(fen, basis if fen else "")
