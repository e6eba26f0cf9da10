#include "charts/trading/order_figures.h"

#include "charts/axes_painter.h"
#include "charts/chart_text.h"

#include <QLocale>

#include <cmath>

namespace agora::charts {
namespace {

bool isExit(const PriceLine &line)
{
    return line.kind == PriceLine::Kind::StopLoss || line.kind == PriceLine::Kind::TakeProfit;
}

/// +1 where a rising price wins.
double directionOf(const PriceLine &line)
{
    const bool isLong = isExit(line) ? line.side == OrderSide::Sell : line.side == OrderSide::Buy;
    return isLong ? 1 : -1;
}

QString at(const QString &words, double price, const ChartData &data)
{
    return words.arg(data.priceText(price));
}

/// Exits of an entry that is not filled yet are judged by its price, not by the market.
std::optional<QString> entryObjection(const PriceLine &line, double price, const ChartData &data)
{
    const bool isStop = line.kind == PriceLine::Kind::StopLoss;
    const bool mustBeBelow = isStop == (directionOf(line) > 0);
    if (!line.entry || (mustBeBelow ? price < *line.entry : price > *line.entry))
        return std::nullopt;
    if (isStop)
        return at(mustBeBelow ? ChartText::tr("the stop must be below the entry %1")
                              : ChartText::tr("the stop must be above the entry %1"),
            *line.entry, data);
    return at(mustBeBelow ? ChartText::tr("the target must be below the entry %1")
                          : ChartText::tr("the target must be above the entry %1"),
        *line.entry, data);
}

} // namespace

std::optional<QString> marketObjection(OrderSide side, OrderType type, double price,
    const std::optional<Quote> &market, const Instrument &instrument)
{
    if (!market || type == OrderType::Market)
        return std::nullopt;
    const bool isBuy = side == OrderSide::Buy;
    const double limit = isBuy ? market->ask : market->bid;
    const bool mustBeBelow = isBuy == (type == OrderType::Limit);
    if (mustBeBelow ? price < limit : price > limit)
        return std::nullopt;
    const QString words = isBuy
        ? (mustBeBelow ? ChartText::tr("a buy limit must be below the ask %1")
                       : ChartText::tr("a buy stop must be above the ask %1"))
        : (mustBeBelow ? ChartText::tr("a sell stop must be below the bid %1")
                       : ChartText::tr("a sell limit must be above the bid %1"));
    return words.arg(QString::number(limit, 'f', instrument.precision));
}

std::optional<double> OrderFigures::multiple() const
{
    if (!risk || !reward || !(*risk > 0) || !(*reward > 0))
        return std::nullopt;
    return *reward / *risk;
}

std::optional<Quote> marketOf(const ChartData &data)
{
    if (data.quote)
        return data.quote;
    if (data.series().empty())
        return std::nullopt;
    const double close = data.series()[0].close;
    return Quote{close, close};
}

OrderFigures figuresAt(
    const PriceLine &line, double price, const ChartData &data, const MoneyTerms &terms)
{
    OrderFigures figures;
    const double direction = directionOf(line);
    const auto money = [&](double from, double to) {
        return (to - from) * direction * line.units * terms.perPrice;
    };
    const auto market = marketOf(data);
    if (market && data.instrument.pip() > 0) {
        const double near = line.side == OrderSide::Buy ? market->ask : market->bid;
        figures.pips = (price - near) / data.instrument.pip();
    }
    const double entry = isExit(line) ? line.entry.value_or(price) : price;
    const auto stop = line.kind == PriceLine::Kind::StopLoss ? std::optional(price) : line.stop;
    const auto target
        = line.kind == PriceLine::Kind::TakeProfit ? std::optional(price) : line.target;
    if (isExit(line) && line.entry)
        figures.result = money(entry, price);
    if (line.kind == PriceLine::Kind::Position && market)
        figures.result = money(price, direction > 0 ? market->bid : market->ask);
    const bool knowsEntry = !isExit(line) || line.entry;
    if (stop && knowsEntry)
        figures.risk = std::max(0.0, -money(entry, *stop));
    if (target && knowsEntry)
        figures.reward = money(entry, *target);
    return figures;
}

std::optional<QString> objectionTo(const PriceLine &line, double price, const ChartData &data)
{
    if (!(price > 0))
        return ChartText::tr("the price must be above zero");
    if (line.kind == PriceLine::Kind::Position)
        return std::nullopt;
    if (isExit(line) && line.isAttached)
        return entryObjection(line, price, data);
    if (auto objection
        = marketObjection(line.side, line.type, price, marketOf(data), data.instrument))
        return objection;
    if (line.kind != PriceLine::Kind::Order)
        return std::nullopt;
    const double direction = directionOf(line);
    if (line.stop && (price - *line.stop) * direction <= 0)
        return at(direction > 0 ? ChartText::tr("the entry must be above its stop %1")
                                : ChartText::tr("the entry must be below its stop %1"),
            *line.stop, data);
    if (line.target && (*line.target - price) * direction <= 0)
        return at(direction > 0 ? ChartText::tr("the entry must be below its target %1")
                                : ChartText::tr("the entry must be above its target %1"),
            *line.target, data);
    return std::nullopt;
}

std::vector<std::pair<OrderSide, OrderType>> placementsAt(double price, const ChartData &data)
{
    std::vector<std::pair<OrderSide, OrderType>> placements;
    const auto market = marketOf(data);
    for (const auto type : {OrderType::Limit, OrderType::Stop}) {
        for (const auto side : {OrderSide::Buy, OrderSide::Sell}) {
            if (market && price > 0 && !marketObjection(side, type, price, market, data.instrument))
                placements.emplace_back(side, type);
        }
    }
    return placements;
}

QString moneyText(double amount, const MoneyTerms &terms, bool isSigned)
{
    QString text = QLocale().toString(std::abs(amount), 'f', terms.decimals);
    if (isSigned)
        text.prepend(amount < 0 ? QChar(0x2212) : QLatin1Char('+'));
    return terms.currency.isEmpty() ? text : text + QLatin1Char(' ') + terms.currency;
}

QString pipsText(double pips)
{
    return ChartText::tr("%1 pips").arg(
        (pips < 0 ? QString() : QStringLiteral("+")) + numberText(pips, 1));
}

QString orderWords(OrderSide side, OrderType type)
{
    const bool isBuy = side == OrderSide::Buy;
    switch (type) {
    case OrderType::Limit:
        return isBuy ? ChartText::tr("buy limit") : ChartText::tr("sell limit");
    case OrderType::Stop:
        return isBuy ? ChartText::tr("buy stop") : ChartText::tr("sell stop");
    case OrderType::Market:
        break;
    }
    return isBuy ? ChartText::tr("buy") : ChartText::tr("sell");
}

} // namespace agora::charts
