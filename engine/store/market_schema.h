#pragma once

#include <string>

namespace agora {

constexpr long marketSchemaVersion = 2;
constexpr long marketApplicationId = 0x41474D4B; // “AGMK”, so that `file` and we know our own

/// The tables and views of a new store. Times are nanoseconds since 1970 UTC. A series of ticks has
/// the period “tick”.
///
/// The newest rows of a series lie in `open_bars` and `open_ticks`, one row each; from 2048 on the
/// oldest go into a block (`bar_blocks`, see BarBlock; `tick_blocks`, see TickBlock). Blocks of a
/// series do not overlap, and no open row lies within one, so a bar is in one place only.
///
/// `bars_view` shows every bar, those in blocks too, in plain SQL. That is why the blocks of bars
/// are columns of differences in number_text, and not packed further: zstd would save a third of
/// the 15 bytes of a bar and hide it from SQL. Ticks are a hundred times as many, and packed;
/// `newest_ticks` shows those that are in no block yet.
[[nodiscard]] std::string marketSchema();

/// Makes version 2 out of version 1, which had one row a bar and a tick; the rows become open rows,
/// which are then to be sealed.
[[nodiscard]] std::string marketSchemaFrom1();

} // namespace agora
