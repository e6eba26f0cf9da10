#pragma once

namespace agora::app {

class EnginePort;
class InstrumentBook;
class Look;

/// What every panel is handed; all three outlive it.
struct PanelContext {
    EnginePort &port;
    const Look &look;
    const InstrumentBook &book;
};

} // namespace agora::app
