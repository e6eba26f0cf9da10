#include "app/order/order_dialog.h"

#include "app/look/look.h"
#include "app/tables/words.h"
#include "engine/base/clock.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>
#include <QStyle>
#include <QVBoxLayout>

#include <algorithm>

namespace agora::app {

namespace {

constexpr double usualUnits = 10'000;
constexpr double mostUnits = 1e9;

/// Unique for ever: the machine's time when it was made tells it from those of other windows and
/// other days.
std::string newOrderId()
{
    static int number = 0;
    return "manual." + std::to_string(toNanos(SystemClock().now())) + "."
        + std::to_string(++number);
}

QString buttonText(const QString &word, const std::optional<double> &price, const QString &symbol,
    const InstrumentBook &book, const QLocale &locale)
{
    return price
        ? word + QLatin1Char('\n') + formatCell(*price, Format::Price, symbol, book, locale)
        : word + QLatin1String("\n–");
}

} // namespace

OrderDialog::OrderDialog(
    const PanelContext &context, QuoteSource quotes, const QString &symbol, QWidget *parent)
    : QDialog(parent), m_context(context), m_quotes(std::move(quotes))
{
    setObjectName(QStringLiteral("orderDialog"));
    setWindowTitle(tr("New Order"));
    m_pages = new QStackedWidget(this);
    m_pages->addWidget(makeForm());
    m_pages->addWidget(makeReview());
    m_problem = new QLabel(this);
    m_problem->setObjectName(QStringLiteral("order.problem"));
    m_problem->setProperty("problem", true);
    m_problem->setWordWrap(true);
    m_problem->hide();
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_pages);
    layout->addWidget(m_problem);
    setMinimumWidth(fontMetrics().averageCharWidth() * 52);

    m_symbol->addItems(context.book.symbols());
    m_symbol->setCurrentText(symbol);
    showSymbol(m_symbol->currentText());
    connect(m_symbol, &QComboBox::currentTextChanged, this, &OrderDialog::showSymbol);
    connect(m_units, &QDoubleSpinBox::valueChanged, this, &OrderDialog::showQuote);
    connect(&context.port, &EnginePort::quotesChanged, this, &OrderDialog::showQuote);
}

QWidget *OrderDialog::makeForm()
{
    auto *page = new QWidget(m_pages);
    m_symbol = new QComboBox(page);
    m_symbol->setObjectName(QStringLiteral("order.symbol"));
    m_units = new QDoubleSpinBox(page);
    m_units->setObjectName(QStringLiteral("order.units"));
    m_units->setGroupSeparatorShown(true);
    m_lots = new QLabel(page);
    m_lots->setProperty("muted", true);
    m_spread = new QLabel(page);
    m_spread->setProperty("muted", true);
    auto *form = new QFormLayout;
    form->addRow(tr("&Symbol"), m_symbol);
    form->addRow(tr("&Units"), m_units);
    form->addRow(tr("Lots"), m_lots);
    form->addRow(tr("Spread"), m_spread);

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
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addLayout(form);
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
    layout->addStretch(1);
    layout->addLayout(row);
    connect(m_send, &QPushButton::clicked, this, &OrderDialog::send);
    connect(m_back, &QPushButton::clicked, this, [this] { m_pages->setCurrentIndex(0); });
    return page;
}

void OrderDialog::showSymbol(const QString &symbol)
{
    if (const auto *instrument = m_context.book.find(symbol)) {
        m_units->setDecimals(instrument->unitsPrecision);
        m_units->setRange(instrument->minimumUnits.toDouble(), mostUnits);
        m_units->setSingleStep(instrument->lotUnits.toDouble() / 100);
        m_units->setValue(std::min(usualUnits, instrument->lotUnits.toDouble() / 10));
    }
    showQuote();
}

void OrderDialog::showQuote()
{
    const auto symbol = m_symbol->currentText();
    const auto *instrument = m_context.book.find(symbol);
    const auto tick = m_quotes(symbol);
    const auto price
        = [&](PriceSide side) { return tick ? std::optional(tick->price(side)) : std::nullopt; };
    m_sell->setText(
        buttonText(tr("Sell"), price(PriceSide::Bid), symbol, m_context.book, locale()));
    m_buy->setText(buttonText(tr("Buy"), price(PriceSide::Ask), symbol, m_context.book, locale()));
    if (!instrument)
        return;
    m_lots->setText(locale().toString(m_units->value() / instrument->lotUnits.toDouble(), 'f', 2));
    m_spread->setText(tick ? tr("%1 pips").arg(
                          locale().toString((tick->ask - tick->bid) / instrument->pip(), 'f', 1))
                           : tr("no quote yet"));
}

QString OrderDialog::orderText() const
{
    const auto units = formatCell(
        m_units->value(), Format::Units, m_symbol->currentText(), m_context.book, locale());
    return m_side == OrderSide::Buy ? tr("Buy %1 %2").arg(units, m_symbol->currentText())
                                    : tr("Sell %1 %2").arg(units, m_symbol->currentText());
}

void OrderDialog::review(OrderSide side)
{
    m_side = side;
    m_problem->hide();
    m_review->setText(tr("%1 at market?").arg(orderText()));
    m_send->setText(orderText());
    m_send->setProperty("side", side == OrderSide::Buy ? "buy" : "sell");
    style()->unpolish(m_send); // its colour depends on the property just set
    style()->polish(m_send);
    m_pages->setCurrentIndex(1);
    m_send->setFocus();
}

void OrderDialog::send()
{
    OrderRequest request;
    request.id = newOrderId();
    request.owner = "manual";
    request.symbol = m_symbol->currentText().toStdString();
    request.side = m_side;
    request.type = OrderType::Market;
    request.units = Decimal::fromDouble(m_units->value());
    const auto tick = m_quotes(m_symbol->currentText());
    request.time = tick ? tick->time : SystemClock().now();
    m_send->setEnabled(false);
    m_context.port.placeOrder(
        request, this, [this, text = orderText()](const std::optional<QString> &problem) {
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
