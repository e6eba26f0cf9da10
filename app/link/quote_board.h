#pragma once

#include "app/link/engine_port.h"
#include "app/tables/cell_format.h"

namespace agora::app {

/// The newest quote of every symbol, and what a currency is worth by them.
class QuoteBoard final : public QObject {
    Q_OBJECT

public:
    QuoteBoard(EnginePort &port, const InstrumentBook &book, QObject *parent = nullptr);

    [[nodiscard]] std::optional<Tick> quote(const QString &symbol) const;
    /// Units of `to` for one of `from`, at mid prices, directly or through one other currency;
    /// nothing without the quotes for it.
    [[nodiscard]] std::optional<double> rate(const std::string &from, const std::string &to) const;
    /// Account currency for a move of 1.0 in the price of one unit of a symbol.
    [[nodiscard]] std::optional<double> moneyPerPrice(const QString &symbol) const;

private:
    [[nodiscard]] std::optional<double> directRate(
        const std::string &from, const std::string &to) const;

    const InstrumentBook &m_book;
    Quotes m_quotes;
};

} // namespace agora::app
