#pragma once

#include "app/link/quote_board.h"
#include "app/order/order_draft.h"
#include "app/panel_context.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QFormLayout;
class QLabel;

namespace agora::app {

/// What an order is made of, with what it means in pips and money.
class OrderForm final : public QWidget {
    Q_OBJECT

public:
    OrderForm(const PanelContext &context, const QuoteBoard &quotes, const OrderDraft &draft,
        QWidget *parent);

    [[nodiscard]] QString symbol() const;
    [[nodiscard]] OrderType type() const;
    /// Id, owner and time are filled in too.
    [[nodiscard]] OrderRequest request(OrderSide side) const;
    /// Why an order of that side cannot be sent as it stands; nothing = it can.
    [[nodiscard]] std::optional<QString> objection(OrderSide side) const;
    /// `Buy limit 10,000 EUR_USD at 1.08450`
    [[nodiscard]] QString sentence(OrderSide side) const;
    /// Exits, risk and reward, a line each; empty without exits.
    [[nodiscard]] QString exitsText(OrderSide side) const;
    /// Where the order would be executed: its own price, or the quote's side.
    [[nodiscard]] std::optional<double> entryPrice(OrderSide side) const;

signals:
    void changed();

private:
    struct Exit {
        QCheckBox *isOn;
        QDoubleSpinBox *price;
    };
    void makeFields(QFormLayout &form);
    Exit makeExit(QFormLayout &form, const char *name, const QString &title);
    void take(const OrderDraft &draft);
    void showSymbol();
    void showType();
    void showQuote();
    void suggest(const Exit &exit, double pips);
    [[nodiscard]] std::optional<double> valueOf(const Exit &exit) const;
    [[nodiscard]] QString exitText(
        const QString &name, double price, OrderSide side, bool isRisk) const;
    [[nodiscard]] QString priceText(double price) const;
    [[nodiscard]] OrderSide likelySide() const;

    PanelContext m_context;
    const QuoteBoard &m_quotes;
    std::optional<OrderSide> m_wishedSide;
    QComboBox *m_symbol;
    QComboBox *m_type;
    QDoubleSpinBox *m_price;
    QDoubleSpinBox *m_units;
    QLabel *m_priceTitle;
    QLabel *m_lots;
    QLabel *m_spread;
    Exit m_stop{};
    Exit m_target{};
};

} // namespace agora::app
