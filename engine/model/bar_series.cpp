#include "engine/model/bar_series.h"

#include "engine/base/large_pages.h"

#include <algorithm>
#include <array>

namespace agora {

namespace {
enum Column : std::size_t { Open, High, Low, Close, Volume, ColumnCount };
} // namespace

/// Places for `capacity` bars, filled from the left; a place once written belongs to every view
/// that covers it.
struct BarSeries::Buffer {
    explicit Buffer(std::size_t places) : capacity(places) {}

    /// An empty series costs nothing.
    void allocate()
    {
        if (times)
            return;
        // Not set to zero: a place is written before it is seen, and a million cost 5 ms.
        times = std::make_unique_for_overwrite<std::int64_t[]>(capacity);
        values = std::make_unique_for_overwrite<double[]>(capacity * ColumnCount);
        wishLargePages(times.get(), capacity * sizeof(std::int64_t));
        wishLargePages(values.get(), capacity * ColumnCount * sizeof(double));
    }

    [[nodiscard]] double *column(std::size_t which) const
    {
        return values.get() + which * capacity;
    }

    std::size_t capacity;
    std::size_t used = 0;
    bool isNewestForming = false;
    std::unique_ptr<std::int64_t[]> times;
    std::unique_ptr<double[]> values;
};

BarSeries::BarSeries(std::string symbol, Period period, PriceSide side, std::size_t capacity)
    : m_symbol(std::move(symbol))
    , m_period(period)
    , m_side(side)
    , m_buffer(std::make_shared<Buffer>(std::max<std::size_t>(capacity, 1)))
{}

bool BarSeries::isForming() const
{
    return m_count > 0 && m_first + m_count == m_buffer->used && m_buffer->isNewestForming;
}

Bar BarSeries::operator[](std::size_t back) const
{
    AGORA_ENSURE(back < m_count);
    const std::size_t at = m_first + m_count - 1 - back;
    return {.time = fromNanos(m_buffer->times[at]),
        .open = m_buffer->column(Open)[at],
        .high = m_buffer->column(High)[at],
        .low = m_buffer->column(Low)[at],
        .close = m_buffer->column(Close)[at],
        .volume = m_buffer->column(Volume)[at]};
}

const double *BarSeries::column(std::size_t which) const
{
    return m_count == 0 ? nullptr : m_buffer->column(which) + m_first;
}

std::span<const std::int64_t> BarSeries::times() const
{
    return {m_count == 0 ? nullptr : m_buffer->times.get() + m_first, m_count};
}

std::span<const double> BarSeries::open() const { return {column(Open), m_count}; }
std::span<const double> BarSeries::high() const { return {column(High), m_count}; }
std::span<const double> BarSeries::low() const { return {column(Low), m_count}; }
std::span<const double> BarSeries::close() const { return {column(Close), m_count}; }
std::span<const double> BarSeries::volume() const { return {column(Volume), m_count}; }

BarSeries::Change BarSeries::apply(const QuoteBar &bar)
{
    const auto known = times();
    const auto time = toNanos(bar.openTime);
    if (known.empty() || time > known.back()) {
        makeRoom();
        write(m_first + m_count, bar);
        ++m_count;
        ++m_buffer->used;
        m_buffer->isNewestForming = !bar.isComplete();
        return Change::Appended;
    }
    const auto place = std::lower_bound(known.begin(), known.end(), time);
    if (*place != time)
        return Change::Ignored;
    const auto position = m_first + static_cast<std::size_t>(place - known.begin());
    write(position, bar);
    if (position + 1 == m_buffer->used)
        m_buffer->isNewestForming = !bar.isComplete();
    return place + 1 == known.end() ? Change::UpdatedNewest : Change::CorrectedOlder;
}

void BarSeries::write(std::size_t position, const QuoteBar &bar)
{
    const Ohlc &prices = bar.side(m_side);
    m_buffer->times[position] = toNanos(bar.openTime);
    m_buffer->column(Open)[position] = prices.open;
    m_buffer->column(High)[position] = prices.high;
    m_buffer->column(Low)[position] = prices.low;
    m_buffer->column(Close)[position] = prices.close;
    m_buffer->column(Volume)[position] = bar.volume;
}

/// Makes the place behind the newest bar free. It is not when the buffer is full, or when another
/// series with the same buffer has gone on alone: then this one goes on in a buffer of its own.
void BarSeries::makeRoom()
{
    const std::size_t end = m_first + m_count;
    if (end == m_buffer->used && end < m_buffer->capacity) {
        m_buffer->allocate();
        return;
    }
    const bool isMoreThanHalf = m_count * 2 > m_buffer->capacity;
    moveTo(m_buffer->capacity * (isMoreThanHalf ? 2 : 1));
}

/// Goes on in a buffer of its own.
void BarSeries::moveTo(std::size_t capacity)
{
    auto larger = std::make_shared<Buffer>(capacity);
    larger->allocate();
    std::copy_n(times().data(), m_count, larger->times.get());
    for (std::size_t which = 0; which < ColumnCount; ++which)
        std::copy_n(column(which), m_count, larger->column(which));
    larger->used = m_count;
    m_buffer = std::move(larger);
    m_first = 0;
}

BarSeries::Room BarSeries::room(std::size_t count)
{
    const std::size_t end = m_first + m_count;
    if (end != m_buffer->used || end + count > m_buffer->capacity)
        moveTo(std::max(m_count + count, m_buffer->capacity));
    m_buffer->allocate();
    const std::size_t at = m_first + m_count;
    return {m_buffer->times.get() + at, m_buffer->column(Open) + at, m_buffer->column(High) + at,
        m_buffer->column(Low) + at, m_buffer->column(Close) + at, m_buffer->column(Volume) + at};
}

void BarSeries::appended(std::size_t count)
{
    const std::size_t end = m_first + m_count;
    AGORA_ENSURE(end == m_buffer->used && end + count <= m_buffer->capacity);
    if (count == 0)
        return;
    AGORA_ENSURE(m_count == 0 || m_buffer->times[end] > m_buffer->times[end - 1]);
    m_count += count;
    m_buffer->used += count;
    m_buffer->isNewestForming = false;
}

void BarSeries::clear()
{
    m_buffer = std::make_shared<Buffer>(m_buffer->capacity);
    m_first = 0;
    m_count = 0;
}

void BarSeries::keepLast(std::size_t count) { *this = last(count); }

BarSeries BarSeries::last(std::size_t count) const
{
    BarSeries view = *this;
    view.m_count = std::min(count, m_count);
    view.m_first = m_first + m_count - view.m_count;
    return view;
}

BarSeries BarSeries::snapshot() const
{
    BarSeries copy(m_symbol, m_period, m_side, m_count);
    if (m_count == 0)
        return copy;
    copy.m_buffer->allocate();
    std::copy_n(times().data(), m_count, copy.m_buffer->times.get());
    for (std::size_t which = 0; which < ColumnCount; ++which)
        std::copy_n(column(which), m_count, copy.m_buffer->column(which));
    copy.m_buffer->used = m_count;
    copy.m_buffer->isNewestForming = isForming();
    copy.m_count = m_count;
    return copy;
}

std::size_t BarSeries::indexOf(Timestamp at) const
{
    const auto known = times();
    const auto after = std::upper_bound(known.begin(), known.end(), toNanos(at));
    if (after == known.begin())
        return m_count;
    return static_cast<std::size_t>(after - known.begin()) - 1;
}

} // namespace agora
