#include "app/order/order_form.h"

#include "app/tables/words.h"
#include "charts/trading/order_figures.h"
#include "engine/base/clock.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QLabel>

#include <algorithm>

namespace agora::app {

namespace {

constexpr double usualUnits = 10'000;
constexpr double mostUnits = 1e9;
constexpr double mostPrice = 1e9;
constexpr double usualStopPips = 20;
constexpr double usualTargetPips = 40;

double directionOf(OrderSide side) { return side == OrderSide::Buy ? 1 : -1; }

} // namespace

OrderForm::OrderForm(
    const PanelContext &context, const QuoteBoard &quotes, const OrderDraft &draft, QWidget *parent)
    : QWidget(parent), m_context(context), m_quotes(quotes), m_wishedSide(draft.side)
{
    auto *form = new QFormLayout(this);
    form->setContentsMargins(0, 0, 0, 0);
    makeFields(*form);
    m_symbol->addItems(context.book.symbols());
    m_symbol->setCurrentText(draft.symbol);
    showSymbol();
    take(draft);
    showType();
    const auto tell = [this] {
        showQuote();
        emit changed();
    };
    connect(m_symbol, &QComboBox::currentTextChanged, this, [this, tell] {
        showSymbol();
        tell();
    });
    connect(m_type, &QComboBox::currentIndexChanged, this, [this, tell] {
        showType();
        tell();
    });
    for (auto *field : {m_price, m_units, m_stop.price, m_target.price})
        connect(field, &QDoubleSpinBox::valueChanged, this, tell);
    connect(m_stop.isOn, &QCheckBox::toggled, this, [this, tell] {
        suggest(m_stop, -usualStopPips);
        tell();
    });
    connect(m_target.isOn, &QCheckBox::toggled, this, [this, tell] {
        suggest(m_target, usualTargetPips);
        tell();
    });
    connect(&context.port, &EnginePort::quotesChanged, this, tell);
    showQuote();
}

void OrderForm::makeFields(QFormLayout &form)
{
    m_symbol = new QComboBox(this);
    m_symbol->setObjectName(QStringLiteral("order.symbol"));
    m_type = new QComboBox(this);
    m_type->setObjectName(QStringLiteral("order.type"));
    m_type->addItem(tr("Market"), static_cast<int>(OrderType::Market));
    m_type->addItem(tr("Limit"), static_cast<int>(OrderType::Limit));
    m_type->addItem(tr("Stop"), static_cast<int>(OrderType::Stop));
    m_price = new QDoubleSpinBox(this);
    m_price->setObjectName(QStringLiteral("order.price"));
    m_priceTitle = new QLabel(tr("&Price"), this);
    m_priceTitle->setBuddy(m_price);
    m_units = new QDoubleSpinBox(this);
    m_units->setObjectName(QStringLiteral("order.units"));
    m_units->setGroupSeparatorShown(true);
    m_lots = new QLabel(this);
    m_lots->setProperty("muted", true);
    m_spread = new QLabel(this);
    m_spread->setProperty("muted", true);
    form.addRow(tr("&Symbol"), m_symbol);
    form.addRow(tr("&Type"), m_type);
    form.addRow(m_priceTitle, m_price);
    form.addRow(tr("&Units"), m_units);
    form.addRow(tr("Lots"), m_lots);
    m_stop = makeExit(form, "order.stopLoss", tr("Stop &loss"));
    m_target = makeExit(form, "order.takeProfit", tr("Ta&ke profit"));
    form.addRow(tr("Spread"), m_spread);
}

OrderForm::Exit OrderForm::makeExit(QFormLayout &form, const char *name, const QString &title)
{
    Exit exit{.isOn = new QCheckBox(title, this), .price = new QDoubleSpinBox(this)};
    exit.isOn->setObjectName(QLatin1String(name) + QStringLiteral(".on"));
    exit.price->setObjectName(QLatin1String(name));
    exit.price->setEnabled(false);
    exit.isOn->setMinimumHeight(exit.price->sizeHint().height()); // on one line with its price
    connect(exit.isOn, &QCheckBox::toggled, exit.price, &QWidget::setEnabled);
    form.addRow(exit.isOn, exit.price);
    return exit;
}

void OrderForm::take(const OrderDraft &draft)
{
    m_type->setCurrentIndex(m_type->findData(static_cast<int>(draft.type)));
    if (draft.price)
        m_price->setValue(*draft.price);
    const auto set = [](const Exit &exit, const std::optional<double> &price) {
        exit.isOn->setChecked(price.has_value());
        if (price)
            exit.price->setValue(*price);
    };
    set(m_stop, draft.stopLoss);
    set(m_target, draft.takeProfit);
}

void OrderForm::showSymbol()
{
    const auto *instrument = m_context.book.find(symbol());
    if (!instrument)
        return;
    m_units->setDecimals(instrument->unitsPrecision);
    m_units->setRange(instrument->minimumUnits.toDouble(), mostUnits);
    m_units->setSingleStep(instrument->lotUnits.toDouble() / 100);
    m_units->setValue(std::min(usualUnits, instrument->lotUnits.toDouble() / 10));
    const auto tick = m_quotes.quote(symbol());
    for (auto *field : {m_price, m_stop.price, m_target.price}) {
        field->setDecimals(instrument->precision);
        field->setRange(0, mostPrice);
        field->setSingleStep(instrument->point() * 10);
        field->setValue(tick ? instrument->roundPrice(tick->mid()) : instrument->typicalPrice);
    }
    m_stop.isOn->setChecked(false); // a price of another instrument means nothing here
    m_target.isOn->setChecked(false);
}

void OrderForm::showType()
{
    const bool isResting = type() != OrderType::Market;
    m_price->setVisible(isResting);
    m_priceTitle->setVisible(isResting);
}

void OrderForm::showQuote()
{
    const auto *instrument = m_context.book.find(symbol());
    if (!instrument)
        return;
    const auto tick = m_quotes.quote(symbol());
    m_lots->setText(locale().toString(m_units->value() / instrument->lotUnits.toDouble(), 'f', 2));
    m_spread->setText(tick ? tr("%1 pips").arg(
                          locale().toString((tick->ask - tick->bid) / instrument->pip(), 'f', 1))
                           : tr("no quote yet"));
}

/// A first price for an exit that is switched on: on the right side for the likely order.
void OrderForm::suggest(const Exit &exit, double pips)
{
    const auto *instrument = m_context.book.find(symbol());
    const auto entry = entryPrice(likelySide());
    if (!exit.isOn->isChecked() || !instrument || !entry)
        return;
    exit.price->setValue(
        instrument->roundPrice(*entry + pips * directionOf(likelySide()) * instrument->pip()));
}

QString OrderForm::symbol() const { return m_symbol->currentText(); }

OrderType OrderForm::type() const { return static_cast<OrderType>(m_type->currentData().toInt()); }

std::optional<double> OrderForm::valueOf(const Exit &exit) const
{
    return exit.isOn->isChecked() ? std::optional(exit.price->value()) : std::nullopt;
}

/// The side that was asked for, or the one that the exits fit.
OrderSide OrderForm::likelySide() const
{
    if (m_wishedSide)
        return *m_wishedSide;
    const auto entry = entryPrice(OrderSide::Buy);
    const auto stop = valueOf(m_stop);
    return entry && stop && *stop > *entry ? OrderSide::Sell : OrderSide::Buy;
}

std::optional<double> OrderForm::entryPrice(OrderSide side) const
{
    if (type() != OrderType::Market)
        return m_price->value();
    const auto tick = m_quotes.quote(symbol());
    return tick
        ? std::optional(tick->price(side == OrderSide::Buy ? PriceSide::Ask : PriceSide::Bid))
        : std::nullopt;
}

OrderRequest OrderForm::request(OrderSide side) const
{
    const auto *instrument = m_context.book.find(symbol());
    const int precision = instrument ? instrument->precision : 5;
    const auto exact = [&](const std::optional<double> &price) {
        return price ? std::optional(Decimal::fromDouble(*price).rounded(precision)) : std::nullopt;
    };
    const auto tick = m_quotes.quote(symbol());
    OrderRequest request;
    request.id = newOrderId();
    request.owner = "manual";
    request.symbol = symbol().toStdString();
    request.side = side;
    request.type = type();
    request.units = Decimal::fromDouble(m_units->value());
    if (type() != OrderType::Market)
        request.price = exact(m_price->value());
    request.stopLoss = exact(valueOf(m_stop));
    request.takeProfit = exact(valueOf(m_target));
    request.time = tick ? tick->time : SystemClock().now();
    return request;
}

std::optional<QString> OrderForm::objection(OrderSide side) const
{
    const auto *instrument = m_context.book.find(symbol());
    const auto entry = entryPrice(side);
    if (!instrument || !entry)
        return std::nullopt;
    const auto tick = m_quotes.quote(symbol());
    const auto market = tick ? std::optional(charts::Quote{tick->bid, tick->ask}) : std::nullopt;
    if (auto wrong = charts::marketObjection(side, type(), *entry, market, *instrument))
        return wrong;
    const double direction = directionOf(side);
    const auto isBuy = side == OrderSide::Buy;
    if (const auto stop = valueOf(m_stop); stop && (*entry - *stop) * direction <= 0)
        return isBuy
            ? tr("the stop loss of a purchase must be below its price %1").arg(priceText(*entry))
            : tr("the stop loss of a sale must be above its price %1").arg(priceText(*entry));
    if (const auto target = valueOf(m_target); target && (*target - *entry) * direction <= 0)
        return isBuy
            ? tr("the take profit of a purchase must be above its price %1").arg(priceText(*entry))
            : tr("the take profit of a sale must be below its price %1").arg(priceText(*entry));
    return std::nullopt;
}

QString OrderForm::priceText(double price) const
{
    return formatCell(price, Format::Price, symbol(), m_context.book, locale());
}

QString OrderForm::sentence(OrderSide side) const
{
    const auto units
        = formatCell(m_units->value(), Format::Units, symbol(), m_context.book, locale());
    if (type() == OrderType::Market)
        return side == OrderSide::Buy ? tr("Buy %1 %2").arg(units, symbol())
                                      : tr("Sell %1 %2").arg(units, symbol());
    auto words = charts::orderWords(side, type());
    words.replace(0, 1, words.left(1).toUpper());
    return tr("%1 %2 %3 at %4").arg(words, units, symbol(), priceText(m_price->value()));
}

QString OrderForm::exitText(const QString &name, double price, OrderSide side, bool isRisk) const
{
    const auto *instrument = m_context.book.find(symbol());
    const auto entry = entryPrice(side);
    if (!instrument || !entry)
        return QStringLiteral("%1 %2").arg(name, priceText(price));
    const double move = (price - *entry) * directionOf(side);
    auto text = QStringLiteral("%1 %2  ·  %3")
                    .arg(name, priceText(price), charts::pipsText(move / instrument->pip()));
    if (const auto rate = m_quotes.moneyPerPrice(symbol())) {
        const charts::MoneyTerms terms{.perPrice = *rate,
            .currency = m_context.book.accountCurrency(),
            .decimals = m_context.book.moneyDecimals()};
        text += QStringLiteral("  ·  ")
            + charts::moneyText(move * m_units->value() * *rate, terms, true);
    }
    const auto stop = valueOf(m_stop);
    const double risk = stop ? (*entry - *stop) * directionOf(side) : 0;
    if (!isRisk && risk > 0 && move > 0)
        text += QStringLiteral("  ·  ") + tr("%1 R").arg(locale().toString(move / risk, 'f', 1));
    return text;
}

QString OrderForm::exitsText(OrderSide side) const
{
    QStringList lines;
    if (const auto stop = valueOf(m_stop))
        lines.append(exitText(tr("Stop loss"), *stop, side, true));
    if (const auto target = valueOf(m_target))
        lines.append(exitText(tr("Take profit"), *target, side, false));
    return lines.join(QLatin1Char('\n'));
}

} // namespace agora::app
