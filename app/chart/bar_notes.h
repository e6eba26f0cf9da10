#pragma once

#include "engine/model/market_data.h"

#include <QString>

#include <optional>
#include <span>
#include <vector>

namespace agora::app {

/// What a chart does not draw of its bars, for whoever wants to read it: where each came from, and
/// its spread.
class BarNotes {
public:
    struct Note {
        std::uint8_t flags = 0; ///< BarFlag bits
        float spread = 0; ///< ask − bid at the close, in price; 0 = unknown
    };

    void apply(std::span<const QuoteBar> bars, bool snapshot);
    void clear();
    [[nodiscard]] std::optional<Note> at(Timestamp openTime) const;
    [[nodiscard]] std::size_t size() const { return m_times.size(); }

private:
    std::vector<std::int64_t> m_times; ///< ascending
    std::vector<Note> m_notes;
};

/// `live`, `back-filled, corrected`: the flags in words.
[[nodiscard]] QString flagText(std::uint8_t flags);

} // namespace agora::app
