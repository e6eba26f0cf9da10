#include "app/link/quote_board.h"

namespace agora::app {

QuoteBoard::QuoteBoard(EnginePort &port, const InstrumentBook &book, QObject *parent)
    : QObject(parent), m_book(book)
{
    connect(&port, &EnginePort::quotesChanged, this, [this](const Quotes &quotes) {
        for (const auto &[symbol, tick] : quotes)
            m_quotes[symbol] = tick;
    });
}

std::optional<Tick> QuoteBoard::quote(const QString &symbol) const
{
    const auto found = m_quotes.find(symbol.toStdString());
    return found == m_quotes.end() ? std::nullopt : std::optional(found->second);
}

std::optional<double> QuoteBoard::directRate(const std::string &from, const std::string &to) const
{
    if (from == to)
        return 1;
    for (const auto &[symbol, tick] : m_quotes) {
        const auto *instrument = m_book.find(QString::fromStdString(symbol));
        if (!instrument || !(tick.mid() > 0))
            continue;
        if (instrument->base == from && instrument->quote == to)
            return tick.mid();
        if (instrument->base == to && instrument->quote == from)
            return 1 / tick.mid();
    }
    return std::nullopt;
}

std::optional<double> QuoteBoard::rate(const std::string &from, const std::string &to) const
{
    if (const auto direct = directRate(from, to))
        return direct;
    for (const auto *middle : {"USD", "EUR"}) {
        const auto first = directRate(from, middle);
        const auto second = directRate(middle, to);
        if (first && second)
            return *first * *second;
    }
    return std::nullopt;
}

std::optional<double> QuoteBoard::moneyPerPrice(const QString &symbol) const
{
    const auto *instrument = m_book.find(symbol);
    if (!instrument)
        return std::nullopt;
    return rate(instrument->quote, m_book.accountCurrency().toStdString());
}

} // namespace agora::app
