#include "app/tables/cell_format.h"

#include <QDateTime>

#include <cmath>

namespace agora::app {

namespace {

QString signedNumber(double value, int decimals, const QLocale &locale)
{
    const auto text = locale.toString(std::abs(value), 'f', decimals);
    const bool isZero = locale.toString(0.0, 'f', decimals) == text;
    if (isZero)
        return text;
    return (value > 0 ? QStringLiteral("+") : QStringLiteral("\u2212")) + text;
}

QString stamp(qint64 nanos, const QString &pattern)
{
    if (nanos == 0)
        return {};
    return QDateTime::fromMSecsSinceEpoch(nanos / 1'000'000, Qt::UTC).toString(pattern);
}

QLocale plain(QLocale locale)
{
    locale.setNumberOptions(QLocale::OmitGroupSeparator);
    return locale;
}

} // namespace

void InstrumentBook::set(
    const std::vector<Instrument> &instruments, const std::string &accountCurrency)
{
    m_instruments.clear();
    m_symbols.clear();
    for (const auto &instrument : instruments) {
        const auto symbol = QString::fromStdString(instrument.symbol);
        m_instruments.insert(symbol, instrument);
        m_symbols.append(symbol);
    }
    if (!accountCurrency.empty())
        m_accountCurrency = QString::fromStdString(accountCurrency);
    m_moneyDecimals = m_accountCurrency == QLatin1String("JPY") ? 0 : 2;
}

const Instrument *InstrumentBook::find(const QString &symbol) const
{
    const auto known = m_instruments.constFind(symbol);
    return known != m_instruments.constEnd() ? &*known : findInstrument(symbol.toStdString());
}

bool isNumeric(Format format)
{
    return format != Format::Text && format != Format::Time && format != Format::ClockTime;
}

QString formatTime(Timestamp at)
{
    return stamp(toNanos(at), QStringLiteral("yyyy-MM-dd HH:mm:ss"));
}

QString formatCell(const QVariant &value, Format format, const QString &symbol,
    const InstrumentBook &book, const QLocale &locale)
{
    if (!value.isValid())
        return {};
    const auto *instrument = book.find(symbol);
    switch (format) {
    case Format::Text:
        return value.toString();
    case Format::Price:
        return plain(locale).toString(
            value.toDouble(), 'f', instrument ? instrument->precision : 5);
    case Format::Pips:
        return plain(locale).toString(value.toDouble(), 'f', 1);
    case Format::Units:
        return locale.toString(value.toDouble(), 'f', instrument ? instrument->unitsPrecision : 0);
    case Format::Lots:
        return locale.toString(value.toDouble(), 'f', 2);
    case Format::Money:
        return locale.toString(value.toDouble(), 'f', book.moneyDecimals());
    case Format::Profit:
        return signedNumber(value.toDouble(), book.moneyDecimals(), locale);
    case Format::Percent:
        return locale.toString(value.toDouble(), 'f', 1) + QStringLiteral(" %");
    case Format::Time:
        return stamp(value.toLongLong(), QStringLiteral("yyyy-MM-dd HH:mm:ss"));
    case Format::ClockTime:
        return stamp(value.toLongLong(), QStringLiteral("HH:mm:ss.zzz"));
    case Format::Count:
        return locale.toString(value.toLongLong());
    case Format::Milliseconds:
        return locale.toString(value.toDouble(), 'f', 0) + QStringLiteral(" ms");
    case Format::MiB:
        return locale.toString(value.toDouble(), 'f', 1) + QStringLiteral(" MiB");
    }
    return value.toString();
}

} // namespace agora::app
