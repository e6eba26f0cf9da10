#include "app/order/order_dialog.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>
#include <QStyle>
#include <QVBoxLayout>

namespace agora::app {

OrderDialog::OrderDialog(
    const PanelContext &context, const QuoteBoard &quotes, const OrderDraft &draft, QWidget *parent)
    : QDialog(parent), m_context(context), m_wishedSide(draft.side)
{
    setObjectName(QStringLiteral("orderDialog"));
    setWindowTitle(tr("New Order"));
    m_pages = new QStackedWidget(this);
    m_pages->addWidget(makeForm(quotes, draft));
    m_pages->addWidget(makeReview());
    m_problem = new QLabel(this);
    m_problem->setObjectName(QStringLiteral("order.problem"));
    m_problem->setProperty("problem", true);
    m_problem->setWordWrap(true);
    m_problem->hide();
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_pages);
    layout->addWidget(m_problem);
    setMinimumWidth(fontMetrics().averageCharWidth() * 64);
    connect(m_form, &OrderForm::changed, this, &OrderDialog::showSides);
    showSides();
}

QWidget *OrderDialog::makeForm(const QuoteBoard &quotes, const OrderDraft &draft)
{
    auto *page = new QWidget(m_pages);
    m_form = new OrderForm(m_context, quotes, draft, page);
    m_hint = new QLabel(page);
    m_hint->setObjectName(QStringLiteral("order.hint"));
    m_hint->setProperty("muted", true);
    m_hint->setMinimumHeight(fontMetrics().lineSpacing() * 2); // both exits, without a jump
    m_hint->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_sell = new QPushButton(page);
    m_sell->setObjectName(QStringLiteral("order.sell"));
    m_sell->setProperty("side", QStringLiteral("sell"));
    m_buy = new QPushButton(page);
    m_buy->setObjectName(QStringLiteral("order.buy"));
    m_buy->setProperty("side", QStringLiteral("buy"));
    auto *sides = new QHBoxLayout;
    for (auto *button : {m_sell, m_buy}) {
        button->setAutoDefault(false);
        sides->addWidget(button);
    }
    if (m_wishedSide)
        (*m_wishedSide == OrderSide::Buy ? m_buy : m_sell)->setDefault(true);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_form);
    layout->addWidget(m_hint);
    layout->addLayout(sides);
    connect(m_sell, &QPushButton::clicked, this, [this] { review(OrderSide::Sell); });
    connect(m_buy, &QPushButton::clicked, this, [this] { review(OrderSide::Buy); });
    return page;
}

QWidget *OrderDialog::makeReview()
{
    auto *page = new QWidget(m_pages);
    m_review = new QLabel(page);
    m_review->setObjectName(QStringLiteral("order.review"));
    m_review->setWordWrap(true);
    m_review->setProperty("heading", true);
    m_reviewExits = new QLabel(page);
    m_reviewExits->setObjectName(QStringLiteral("order.reviewExits"));
    m_reviewExits->setWordWrap(true);
    m_send = new QPushButton(page);
    m_send->setObjectName(QStringLiteral("order.send"));
    m_back = new QPushButton(tr("Back"), page);
    m_back->setObjectName(QStringLiteral("order.back"));
    m_back->setAutoDefault(false);
    auto *row = new QHBoxLayout;
    row->addWidget(m_back);
    row->addWidget(m_send);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_review);
    layout->addWidget(m_reviewExits);
    layout->addStretch(1);
    layout->addLayout(row);
    connect(m_send, &QPushButton::clicked, this, &OrderDialog::send);
    connect(m_back, &QPushButton::clicked, this, [this] { m_pages->setCurrentIndex(0); });
    return page;
}

/// A side that cannot be sent as the form stands is grey and says why.
void OrderDialog::showSide(OrderSide side, QPushButton &button, const QString &word)
{
    const auto price = m_form->entryPrice(side);
    button.setText(word + QLatin1Char('\n')
        + (price ? formatCell(*price, Format::Price, m_form->symbol(), m_context.book, locale())
                 : QStringLiteral("–")));
    const auto objection = m_form->objection(side);
    button.setEnabled(!objection);
    button.setToolTip(objection.value_or(QString()));
}

void OrderDialog::showSides()
{
    const bool isMarket = m_form->type() == OrderType::Market;
    const bool isLimit = m_form->type() == OrderType::Limit;
    showSide(OrderSide::Sell, *m_sell,
        isMarket      ? tr("Sell")
            : isLimit ? tr("Sell Limit")
                      : tr("Sell Stop"));
    showSide(OrderSide::Buy, *m_buy,
        isMarket      ? tr("Buy")
            : isLimit ? tr("Buy Limit")
                      : tr("Buy Stop"));
    const auto side = m_wishedSide ? *m_wishedSide
        : m_buy->isEnabled()       ? OrderSide::Buy
                                   : OrderSide::Sell;
    const auto objection = m_form->objection(side);
    m_hint->setText(objection ? *objection : m_form->exitsText(side));
}

void OrderDialog::review(OrderSide side)
{
    m_side = side;
    m_problem->hide();
    m_review->setText(m_form->type() == OrderType::Market
            ? tr("%1 at market?").arg(m_form->sentence(side))
            : tr("%1?").arg(m_form->sentence(side)));
    m_reviewExits->setText(m_form->exitsText(side));
    m_send->setText(m_form->sentence(side));
    m_send->setProperty("side", side == OrderSide::Buy ? "buy" : "sell");
    style()->unpolish(m_send); // its colour depends on the property just set
    style()->polish(m_send);
    m_pages->setCurrentIndex(1);
    m_send->setFocus();
}

void OrderDialog::send()
{
    if (const auto objection = m_form->objection(m_side)) // the market has moved meanwhile
        return showProblem(*objection);
    m_send->setEnabled(false);
    m_context.port.placeOrder(m_form->request(m_side), this,
        [this, text = m_form->sentence(m_side)](const std::optional<QString> &problem) {
            m_send->setEnabled(true);
            if (problem)
                return showProblem(*problem);
            emit orderAccepted(tr("Order accepted: %1").arg(text));
            accept();
        });
}

void OrderDialog::showProblem(const QString &sentence)
{
    m_pages->setCurrentIndex(0);
    m_problem->setText(sentence);
    m_problem->show();
}

} // namespace agora::app
