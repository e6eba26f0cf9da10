#pragma once

#include "engine/model/instrument.h"

#include <QHash>
#include <QLocale>
#include <QStringList>
#include <QVariant>

#include <vector>

namespace agora::app {

/// How a raw cell value is written.
enum class Format {
    Text,
    Price, ///< decimals of the row's instrument
    Pips, ///< one decimal
    Units, ///< decimals of the row's instrument, grouped
    Lots, ///< two decimals
    Money, ///< decimals of the account's currency, grouped
    Profit, ///< money with its sign always shown and coloured
    Percent, ///< one decimal and the sign %
    Time, ///< ns UTC → 2026-01-15 13:05:07
    ClockTime, ///< ns UTC → 13:05:07.123
    Count,
    Milliseconds,
    MiB
};

/// What a cell says beyond its text; colour is never the only sign.
enum class Tone { Plain, Muted, Good, Bad, Warning, Buy, Sell };

enum CellRole : int { FormatRole = Qt::UserRole + 1, ToneRole, SymbolRole, FlashRole, KeyRole };

/// Instruments and account currency as the engine told them, for whoever has to write a number.
class InstrumentBook {
public:
    void set(const std::vector<Instrument> &instruments, const std::string &accountCurrency);
    /// Falls back on the built-in list; null when unknown there too.
    [[nodiscard]] const Instrument *find(const QString &symbol) const;
    [[nodiscard]] QStringList symbols() const { return m_symbols; }
    [[nodiscard]] int moneyDecimals() const { return m_moneyDecimals; }
    [[nodiscard]] QString accountCurrency() const { return m_accountCurrency; }

private:
    QHash<QString, Instrument> m_instruments;
    QStringList m_symbols;
    QString m_accountCurrency = QStringLiteral("USD");
    int m_moneyDecimals = 2;
};

[[nodiscard]] bool isNumeric(Format format);
[[nodiscard]] QString formatCell(const QVariant &value, Format format, const QString &symbol,
    const InstrumentBook &book, const QLocale &locale);
/// `2026-01-15 13:05:07`, empty for the epoch ("never").
[[nodiscard]] QString formatTime(Timestamp at);

} // namespace agora::app
