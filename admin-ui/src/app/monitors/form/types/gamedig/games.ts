/** A game people often run, its id in the GameDig list, and the port on which its server usually answers queries. */
export interface Game {
  id: string;
  name: string;
  port: number;
}

/** Suggestions only: every id of the list may be typed. */
export const COMMON_GAMES: readonly Game[] = [
  { id: 'minecraft', name: 'Minecraft', port: 25_565 },
  { id: 'mbe', name: 'Minecraft: Bedrock Edition', port: 19_132 },
  { id: 'counterstrike2', name: 'Counter-Strike 2', port: 27_015 },
  { id: 'rust', name: 'Rust', port: 28_015 },
  { id: 'valheim', name: 'Valheim', port: 2_457 },
  { id: 'palworld', name: 'Palworld', port: 8_212 },
  { id: 'ase', name: 'Ark: Survival Evolved', port: 27_015 },
  { id: 'arma3', name: 'ARMA 3', port: 2_303 },
  { id: 'garrysmod', name: 'Garry’s Mod', port: 27_015 },
  { id: 'insurgencysandstorm', name: 'Insurgency: Sandstorm', port: 27_016 },
  { id: 'killingfloor2', name: 'Killing Floor 2', port: 27_015 },
  { id: 'l4d2', name: 'Left 4 Dead 2', port: 27_015 },
  { id: 'mordhau', name: 'Mordhau', port: 27_015 },
  { id: 'mumble', name: 'Mumble', port: 64_738 },
  { id: 'projectzomboid', name: 'Project Zomboid', port: 16_261 },
  { id: 'satisfactory', name: 'Satisfactory', port: 7_777 },
  { id: 'sdtd', name: '7 Days to Die', port: 26_901 },
  { id: 'sotf', name: 'Sons Of The Forest', port: 27_016 },
  { id: 'spaceengineers', name: 'Space Engineers', port: 27_015 },
  { id: 'squad', name: 'Squad', port: 27_165 },
  { id: 'starbound', name: 'Starbound', port: 21_025 },
  { id: 'teamfortress2', name: 'Team Fortress 2', port: 27_015 },
  { id: 'teamspeak3', name: 'Teamspeak 3', port: 9_987 },
  { id: 'terrariatshock', name: 'Terraria, TShock', port: 7_878 },
  { id: 'unturned', name: 'Unturned', port: 27_016 },
  { id: 'vintagestory', name: 'Vintage Story', port: 42_420 },
  { id: 'vrising', name: 'V Rising', port: 27_016 },
];
