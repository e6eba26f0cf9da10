#pragma once

#include "charts/column_painter.h"
#include "charts/extrema_pyramid.h"

#include "indicators/bar_input.h"
#include "indicators/catalog.h"

#include <functional>
#include <memory>
#include <vector>

namespace agora::charts {

/// Asked between pieces of work: false = leave the rest for the next time. Empty = all at once.
using MayGoOn = std::function<bool()>;

/// The values of one indicator for every bar of a series, kept up to date bar by bar: completed
/// bars are taken in once, the newest is a preview that is thrown away when it changes. A long
/// series can be taken in piece by piece.
class IndicatorValues {
public:
    IndicatorValues(const indicators::IndicatorInfo &info,
        std::unique_ptr<indicators::IndicatorInstance> fresh);

    /// The bars have changed from bar `from` on; 0 = all is new. Returns the first bar of whose
    /// values some are others now.
    std::size_t update(
        const indicators::BarColumns &bars, std::size_t from, const MayGoOn &mayGoOn = {});
    /// Every bar has been taken in.
    [[nodiscard]] bool isComplete() const { return m_taken + 1 >= m_count; }
    [[nodiscard]] double progress() const; ///< 0 to 1

    [[nodiscard]] std::size_t bars() const { return m_count; }
    /// One value a bar as far as it is computed, and what is drawn beyond the newest.
    [[nodiscard]] ColumnView column(std::size_t output) const
    {
        const Column &column = m_columns[output];
        return {std::span(column.values).first(column.known), column.pyramid};
    }
    [[nodiscard]] std::size_t columns() const { return m_columns.size(); }
    /// Bars until every output is defined.
    [[nodiscard]] int warmUp() const { return m_fresh->warmUp(); }

private:
    struct Column {
        std::vector<double> values;
        ExtremaPyramid pyramid;
        std::size_t known = 0; ///< values that the pyramid has seen: what is drawn
    };
    void restart(bool isAllNew);
    void setCount(std::size_t bars);
    void makeRoom(std::size_t bars);
    /// Bars by which an output is drawn beyond the newest.
    [[nodiscard]] std::size_t ahead(std::size_t output) const;
    void write(std::size_t bar, std::span<const double> values);

    const indicators::IndicatorInfo *m_info; // stands in the catalogue
    std::unique_ptr<indicators::IndicatorInstance> m_fresh;
    std::unique_ptr<indicators::IndicatorInstance> m_instance;
    std::size_t m_count = 0; ///< bars
    std::size_t m_taken = 0; ///< bars that the instance has taken in
    std::size_t m_back = 0; ///< bars by which the values of a bar are drawn earlier, at most
    std::vector<Column> m_columns;
};

} // namespace agora::charts
