#include "app/chart/chart_orders.h"

#include "app/chart/chart_page.h"
#include "app/chart/engine_marks.h"
#include "app/link/quote_board.h"
#include "app/tables/words.h"
#include "charts/price_chart.h"
#include "charts/trading/chart_trading.h"

#include <QTimer>

#include <chrono>

namespace agora::app {

namespace {

using Kind = charts::PriceLine::Kind;

constexpr auto confirmLimit = std::chrono::seconds(10);

/// The entry that an exit hangs on has the exit's id without its ending.
QString entryOf(const QString &exitId) { return exitId.left(exitId.lastIndexOf(QLatin1Char('.'))); }

} // namespace

ChartOrders::ChartOrders(const PanelContext &context, ChartPage &page, const EngineMarks &marks,
    const QuoteBoard &quotes, Asks asks)
    : QObject(&page)
    , m_context(context)
    , m_page(page)
    , m_marks(marks)
    , m_quotes(quotes)
    , m_asks(std::move(asks))
{
    using charts::ChartTrading;
    auto &trading = page.chart().trading();
    connect(&trading, &ChartTrading::orderMoveRequested, this, &ChartOrders::askToMove);
    connect(&trading, &ChartTrading::orderCancelRequested, this, &ChartOrders::askToCancel);
    connect(&trading, &ChartTrading::exitRequested, this, &ChartOrders::askForExit);
    connect(&trading, &ChartTrading::orderPlaceRequested, this,
        [this](OrderSide side, OrderType type, double price) {
            OrderDraft draft;
            draft.symbol = m_page.symbol();
            draft.type = type;
            draft.side = side;
            draft.price = price;
            emit orderWished(draft);
        });
    connect(&page, &ChartPage::titleChanged, this, [this] {
        showMoney();
        dropStaleQuestion();
    });
    connect(&marks, &EngineMarks::linesChanged, this, &ChartOrders::dropStaleQuestion);
    connect(&context.port, &EnginePort::quotesChanged, this, &ChartOrders::showMoney);
    showMoney();
}

void ChartOrders::showMoney()
{
    charts::MoneyTerms terms;
    const auto *instrument = m_context.book.find(m_page.symbol());
    if (const auto rate = m_quotes.moneyPerPrice(m_page.symbol())) {
        terms.perPrice = *rate;
        terms.currency = m_context.book.accountCurrency();
        terms.decimals = m_context.book.moneyDecimals();
    } else if (instrument) { // no rate yet: honest in the currency that is paid
        terms.currency = toQString(instrument->quote);
    }
    m_page.chart().trading().setMoney(terms);
}

std::optional<charts::PriceLine> ChartOrders::find(const QString &lineId) const
{
    const auto lines = m_marks.lines(m_page.symbol().toStdString());
    const auto found = std::ranges::find(lines, lineId, &charts::PriceLine::id);
    return found == lines.end() ? std::nullopt : std::optional(*found);
}

std::optional<charts::PriceLine> ChartOrders::workingExit(OrderType type) const
{
    const auto kind = type == OrderType::Stop ? Kind::StopLoss : Kind::TakeProfit;
    for (const auto &line : m_marks.lines(m_page.symbol().toStdString())) {
        if (line.kind == kind && !line.isAttached)
            return line;
    }
    return std::nullopt;
}

QString ChartOrders::priceText(double price) const
{
    return formatCell(price, Format::Price, m_page.symbol(), m_context.book, QLocale());
}

Decimal ChartOrders::exact(double price) const
{
    const auto *instrument = m_context.book.find(m_page.symbol());
    return Decimal::fromDouble(price).rounded(instrument ? instrument->precision : 5);
}

QString ChartOrders::titleOf(const charts::PriceLine &line) const
{
    QString title = line.text;
    title.replace(0, 1, title.left(1).toUpper());
    title += QLatin1Char(' ') + m_page.symbol();
    const auto *order = m_marks.order(line.isAttached ? entryOf(line.id) : line.id);
    if (order && order->request.owner != "manual")
        title += QLatin1Char('\n') + tr("an order of %1").arg(toQString(order->request.owner));
    return title;
}

QString ChartOrders::meaningOf(const QString &lineId, double price) const
{
    auto &trading = m_page.chart().trading();
    const auto figures = trading.figures(lineId, price);
    QStringList parts{charts::pipsText(figures.pips)};
    if (figures.result)
        parts.append(trading.moneyText(*figures.result, true));
    else if (figures.risk)
        parts.append(tr("risk %1").arg(trading.moneyText(*figures.risk, false)));
    if (!figures.result && figures.reward)
        parts.append(tr("reward %1").arg(trading.moneyText(*figures.reward, false)));
    if (const auto multiple = figures.multiple())
        parts.append(tr("%1 R").arg(QLocale().toString(*multiple, 'f', 1)));
    return parts.join(QStringLiteral("  ·  "));
}

// ---- questions

void ChartOrders::ask(
    const OrderPopover::Question &question, const QString &lineId, std::function<void()> yes)
{
    if (m_popover)
        m_popover->withdraw();
    if (m_askedLine != lineId && !m_askedLine.isEmpty())
        m_page.chart().trading().dropMove(m_askedLine); // one question at a time
    m_askedLine = lineId;
    auto &chart = m_page.chart();
    m_popover = new OrderPopover(question, chart.trading().endOf(lineId).toPoint(), &chart);
    connect(m_popover, &OrderPopover::accepted, this, [this, yes = std::move(yes)] {
        m_askedLine.clear();
        yes();
    });
    connect(m_popover, &OrderPopover::rejected, this, [this, lineId] {
        m_askedLine.clear();
        m_page.chart().trading().dropMove(lineId);
    });
}

void ChartOrders::dropStaleQuestion()
{
    if (m_askedLine.isEmpty() || find(m_askedLine))
        return;
    m_page.chart().trading().dropMove(m_askedLine);
    m_askedLine.clear();
    if (m_popover)
        m_popover->withdraw();
}

EnginePort::Answer ChartOrders::dropping(const QString &lineId)
{
    return [this, lineId](const std::optional<QString> &problem) {
        if (problem)
            m_page.chart().trading().dropMove(lineId, *problem);
    };
}

void ChartOrders::askToMove(const QString &lineId, double price)
{
    const auto line = find(lineId);
    if (!line)
        return m_page.chart().trading().dropMove(lineId);
    if (!m_asks())
        return move(lineId, price);
    ask({.title = titleOf(*line),
            .change = priceText(line->price) + QStringLiteral(" → ") + priceText(price),
            .meaning = meaningOf(lineId, price),
            .warning = {},
            .yes = tr("Send")},
        lineId, [this, lineId, price] { move(lineId, price); });
}

void ChartOrders::move(const QString &lineId, double price)
{
    m_page.chart().trading().keepMove(lineId);
    modify(lineId, exact(price));
    expectChange(lineId);
}

/// The price of a line, wherever it stands in its order; none takes an attached exit away.
void ChartOrders::modify(const QString &lineId, const std::optional<Decimal> &price)
{
    const auto line = find(lineId);
    const auto *order = line ? m_marks.order(line->isAttached ? entryOf(lineId) : lineId) : nullptr;
    if (!order)
        return m_page.chart().trading().dropMove(lineId, tr("the order is gone"));
    ModifyRequest change{.orderId = order->request.id,
        .terms = {.price = order->request.price,
            .stopLoss = order->request.stopLoss,
            .takeProfit = order->request.takeProfit}};
    if (!line->isAttached)
        change.terms.price = price;
    else if (line->kind == Kind::StopLoss)
        change.terms.stopLoss = price;
    else
        change.terms.takeProfit = price;
    m_context.port.modifyOrder(change, this, dropping(lineId));
}

/// A venue may refuse without a word: then the line must not pretend for ever.
void ChartOrders::expectChange(const QString &lineId)
{
    const auto wanted = m_page.chart().trading().proposedPrice(lineId);
    QTimer::singleShot(confirmLimit, this, [this, lineId, wanted] {
        auto &trading = m_page.chart().trading();
        if (trading.isPending(lineId) && trading.proposedPrice(lineId) == wanted)
            trading.dropMove(lineId, tr("the change was not confirmed"));
    });
}

void ChartOrders::askToCancel(const QString &lineId)
{
    const auto line = find(lineId);
    if (!line)
        return;
    const auto send = [this, line = *line] { cancel(line); };
    if (!m_asks())
        return send();
    const bool isPosition = line->kind == Kind::Position;
    ask({.title = titleOf(*line),
            .change
            = isPosition ? tr("Close at market?") : tr("Cancel at %1?").arg(priceText(line->price)),
            .meaning = isPosition ? meaningOf(lineId, line->price) : QString(),
            .warning
            = line->kind == Kind::StopLoss ? tr("Without it nothing limits the loss.") : QString(),
            .yes = isPosition ? tr("Close") : tr("Cancel Order")},
        lineId, send);
}

void ChartOrders::cancel(const charts::PriceLine &line)
{
    if (line.kind == Kind::Position)
        return m_context.port.closePosition(m_page.symbol(), this, dropping(line.id));
    if (line.isAttached)
        return modify(line.id, std::nullopt);
    m_context.port.cancelOrder(line.id, this, dropping(line.id));
}

void ChartOrders::askForExit(const QString &positionId, OrderType type, double price)
{
    const auto position = find(positionId);
    if (!position)
        return m_page.chart().trading().dropMove(positionId);
    const auto send = [this, positionId, type, price] { placeExit(positionId, type, price); };
    if (!m_asks())
        return send();
    const auto known = workingExit(type);
    const auto words
        = type == OrderType::Stop ? tr("Stop loss for %1 %2") : tr("Take profit for %1 %2");
    ask({.title = words.arg(position->text, m_page.symbol()),
            .change = known ? priceText(known->price) + QStringLiteral(" → ") + priceText(price)
                            : tr("at %1").arg(priceText(price)),
            .meaning = meaningOf(positionId, price),
            .warning = known ? QString()
                             : tr("It is an order of its own: cancel it if the position is closed "
                                  "in another way."),
            .yes = tr("Send")},
        positionId, send);
}

void ChartOrders::placeExit(const QString &positionId, OrderType type, double price)
{
    auto &trading = m_page.chart().trading();
    const auto symbol = m_page.symbol().toStdString();
    const auto *position = m_marks.position(symbol);
    if (!position)
        return trading.dropMove(positionId, tr("the position is closed"));
    trading.keepMove(positionId);
    if (const auto known = workingExit(type)) {
        trading.dropMove(positionId);
        return modify(known->id, exact(price));
    }
    const auto tick = m_quotes.quote(m_page.symbol());
    OrderRequest request;
    request.id = newOrderId();
    request.owner = "manual";
    request.symbol = symbol;
    request.side = position->units.isPositive() ? OrderSide::Sell : OrderSide::Buy;
    request.type = type;
    request.units = position->units.abs();
    request.price = exact(price);
    request.comment = type == OrderType::Stop ? "stop of the position" : "target of the position";
    request.time = tick ? tick->time : position->updated;
    m_context.port.placeOrder(
        request, this, [this, positionId](const std::optional<QString> &problem) {
            m_page.chart().trading().dropMove(positionId, problem.value_or(QString()));
        });
}

} // namespace agora::app
