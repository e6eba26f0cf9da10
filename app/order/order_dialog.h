#pragma once

#include "app/order/order_form.h"

#include <QDialog>

class QLabel;
class QPushButton;
class QStackedWidget;

namespace agora::app {

/// An order of the user's own: at market, or resting at a price, with exits. Nothing leaves at the
/// first click: a second page states the order and asks.
class OrderDialog final : public QDialog {
    Q_OBJECT

public:
    OrderDialog(const PanelContext &context, const QuoteBoard &quotes, const OrderDraft &draft,
        QWidget *parent = nullptr);

signals:
    void orderAccepted(const QString &sentence);

private:
    QWidget *makeForm(const QuoteBoard &quotes, const OrderDraft &draft);
    QWidget *makeReview();
    void showSides();
    void showSide(OrderSide side, QPushButton &button, const QString &word);
    void review(OrderSide side);
    void send();
    void showProblem(const QString &sentence);

    PanelContext m_context;
    OrderSide m_side = OrderSide::Buy;
    std::optional<OrderSide> m_wishedSide;
    QStackedWidget *m_pages = nullptr;
    OrderForm *m_form = nullptr;
    QPushButton *m_sell = nullptr;
    QPushButton *m_buy = nullptr;
    QLabel *m_hint = nullptr; ///< what the exits mean, or why a side cannot be sent
    QLabel *m_review = nullptr;
    QLabel *m_reviewExits = nullptr;
    QPushButton *m_send = nullptr;
    QPushButton *m_back = nullptr;
    QLabel *m_problem = nullptr;
};

} // namespace agora::app
