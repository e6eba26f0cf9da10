#pragma once

#include "app/link/engine_port.h"
#include "app/panel_context.h"

#include <QDialog>

#include <functional>

class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QPushButton;
class QStackedWidget;

namespace agora::app {

/// A market order of the user's own. Nothing leaves at the first click: a second page states the
/// order and asks.
class OrderDialog final : public QDialog {
    Q_OBJECT

public:
    /// Newest quote of a symbol, when there is one.
    using QuoteSource = std::function<std::optional<Tick>(const QString &symbol)>;

    OrderDialog(const PanelContext &context, QuoteSource quotes, const QString &symbol,
        QWidget *parent = nullptr);

signals:
    void orderAccepted(const QString &sentence);

private:
    QWidget *makeForm();
    QWidget *makeReview();
    void showSymbol(const QString &symbol);
    void showQuote();
    void review(OrderSide side);
    void send();
    void showProblem(const QString &sentence);
    [[nodiscard]] QString orderText() const;

    PanelContext m_context;
    QuoteSource m_quotes;
    OrderSide m_side = OrderSide::Buy;
    QStackedWidget *m_pages = nullptr;
    QComboBox *m_symbol = nullptr;
    QDoubleSpinBox *m_units = nullptr;
    QLabel *m_lots = nullptr;
    QLabel *m_spread = nullptr;
    QPushButton *m_sell = nullptr;
    QPushButton *m_buy = nullptr;
    QLabel *m_review = nullptr;
    QPushButton *m_send = nullptr;
    QPushButton *m_back = nullptr;
    QLabel *m_problem = nullptr;
};

} // namespace agora::app
