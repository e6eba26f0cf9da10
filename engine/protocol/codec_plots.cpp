#include "engine/protocol/wire.h"

#include <plots_generated.h>

namespace agora::protocol {

static_assert(static_cast<int>(wire::PlotStyle::Dots) == static_cast<int>(PlotStyle::Dots));
static_assert(static_cast<int>(wire::PlotStyle::Steps) == static_cast<int>(PlotStyle::Steps));
static_assert(
    static_cast<int>(wire::PlotStyle::Histogram) == static_cast<int>(PlotStyle::Histogram));

namespace {

Offset<wire::PlotLine> write(Builder &builder, const PlotLine &line)
{
    const auto key = builder.CreateString(line.key);
    const auto title = builder.CreateString(line.title);
    const auto color = builder.CreateString(line.color);
    const auto pane = builder.CreateString(line.pane);
    const auto levels = builder.CreateVector(line.levels);
    wire::PlotLineBuilder table(builder);
    table.add_key(key);
    table.add_title(title);
    table.add_style(static_cast<wire::PlotStyle>(line.style));
    table.add_color(color);
    table.add_pane(pane);
    table.add_width(line.width);
    table.add_levels(levels);
    return table.Finish();
}

PlotLine toModel(const wire::PlotLine &table, Reading &reading)
{
    return {.key = table.key()->str(),
        .title = table.title()->str(),
        .style = reading.oneOf(table.style(), PlotStyle::Histogram, "plot style"),
        .color = table.color()->str(),
        .pane = table.pane()->str(),
        .width = table.width(),
        .levels = readNumbers(*table.levels())};
}

} // namespace

template <>
struct Wire<PlotBatch> {
    using Table = wire::PlotBatch;
    static constexpr const char *name = "PlotBatch";
    static constexpr const char *identifier = "AGPL";
    static PlotBatch read(const Table &table, Reading &reading)
    {
        return {.brain = table.brain()->str(),
            .symbol = table.symbol()->str(),
            .period = reading.period(*table.period()),
            .lines = readTables<PlotLine>(
                *table.lines(), [&](const wire::PlotLine &line) { return toModel(line, reading); }),
            .points = readRows<PlotPoint>(*table.points(), [](const wire::PlotRow &row) {
                return PlotPoint{fromNanos(row.time()), row.value(), row.line()};
            })};
    }
};

Bytes encode(const PlotBatch &message)
{
    Builder builder;
    const auto brain = builder.CreateString(message.brain);
    const auto symbol = builder.CreateString(message.symbol);
    const auto lines = writeTables(
        builder, message.lines, [](Builder &to, const PlotLine &line) { return write(to, line); });
    const auto points
        = writeRows<wire::PlotRow>(builder, message.points, [](const PlotPoint &point) {
              return wire::PlotRow(toNanos(point.time), point.value, point.line);
          });
    const wire::Period period(static_cast<wire::PeriodUnit>(message.period.unit()),
        static_cast<std::uint32_t>(message.period.count()));
    wire::PlotBatchBuilder table(builder);
    table.add_brain(brain);
    table.add_symbol(symbol);
    table.add_period(&period);
    table.add_lines(lines);
    table.add_points(points);
    return finished<PlotBatch>(builder, table.Finish());
}

template Result<PlotBatch> decode(std::span<const std::byte>);

} // namespace agora::protocol
